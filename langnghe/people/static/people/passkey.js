// Passkeys without inline script. A form carries data-passkey: "create" and "get" read their options from
// #passkey-options, "login" asks the form's own address for them. The answer goes into `credential`, then the form is sent.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

  const opened = (options) => {
    const key = structuredClone(options.publicKey);
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    for (const list of [key.excludeCredentials, key.allowCredentials]) {
      for (const known of list || []) known.id = bytes(known.id);
    }
    return { publicKey: key };
  };

  const closed = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const optionsOf = async (form) => {
    if (form.dataset.passkey === "login") {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      return (await answer.json()).request_options;
    }
    const given = JSON.parse(document.getElementById("passkey-options").textContent);
    return given.creation_options || given.request_options;
  };

  const send = async (form, note) => {
    note.textContent = note.dataset.waiting;
    try {
      const options = opened(await optionsOf(form));
      const creating = form.dataset.passkey === "create";
      const credential = await (creating ? navigator.credentials.create(options) : navigator.credentials.get(options));
      form.elements.credential.value = JSON.stringify(closed(credential));
      form.submit();
    } catch {
      note.textContent = note.dataset.failed;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const note = form.querySelector("[data-passkey-note]");
    const able = window.PublicKeyCredential && navigator.credentials;
    form.hidden = form.hidden && !able;
    if (!able) note.textContent = note.dataset.unsupported;
    // Pressed before this line ran, the form would go off without a key.
    for (const button of form.querySelectorAll("[data-passkey-button]")) button.disabled = !able;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (able) send(form, note);
    });
  }
})();
