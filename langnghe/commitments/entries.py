"""Steps that commitments records."""

KINDS = {
    "commitment.made": "the ward promised: the matter it is about, who answers for it, the date, hash of the words",
    "commitment.entered": "a promise of an earlier year was entered from the ward's book, with its dates",
    "commitment.moved": "a promised date was moved: old and new date, days late by then, hash of the reason",
    "commitment.claimed": "the responsible unit says it is done: number of the claim, hashes of words and photos",
    "commitment.confirmed": "somebody confirmed a claim: sender, sender whose secret staff saw, or outsider",
    "commitment.contested": "somebody says it is not done: sender, sender whose secret staff saw, or stranger",
    "commitment.contest_backed": "a person outside the unit agrees with a stranger's contest",
    "commitment.contest_set_aside": "the Front did not accept strangers' contests, hash of the reason",
    "commitment.reopened": "a contest stands: the claim is void and the work is owed again",
    "commitment.settled": "time closed it: kept (and by whom it was confirmed) or not confirmed by the people",
    "commitment.missed": "the promised day passed and nobody had said it was done",
    "commitment.given_up": "the ward will not do it, hash of the reason",
    "commitment.photo_covered": "an evidence photo got its covered file, which alone is shown",
}
