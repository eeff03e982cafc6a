// The constants of SHA-2, counted out instead of typed: the first bits behind the point of the square and cube roots
// of the first primes (FIPS 180-4, 4.2.2 to 5.3.5).

function firstPrimes(count) {
  const primes = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

/** The largest whole number whose power is not above `value`, found bit by bit. */
function wholeRoot(value, power) {
  let root = 0n;
  for (let bit = 1n << 70n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** power <= value) root += bit;
  }
  return root;
}

/** The first 64 bits behind the point of the roots of the first primes. */
function fractions(count, power) {
  return firstPrimes(count).map((prime) => BigInt.asUintN(64, wholeRoot(BigInt(prime) << (64n * power), power)));
}

export const CUBE_ROOTS = fractions(80, 3n);
export const SQUARE_ROOTS = fractions(8, 2n);
