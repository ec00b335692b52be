// Asks for a security key (WebAuthn) and sends its answer with the form. JSON of the server ↔ bytes of the browser.

const bytes = (text) => {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function asked(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = keys(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = keys(options.allowCredentials);
  return { publicKey };
}

function answered(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    said.attestationObject = text(response.attestationObject);
    said.transports = response.getTransports?.() ?? [];
  } else {
    said.authenticatorData = text(response.authenticatorData);
    said.signature = text(response.signature);
    said.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const form of document.querySelectorAll("[data-mx-security-key]")) {
  const act = form.dataset.mxSecurityKey;
  const failed = form.querySelector("[data-mx-failed]");
  const button = form.querySelector("[data-mx-ask]");
  const say = (why) => {
    failed.textContent = failed.dataset[why];
    failed.hidden = false;
  };
  if (!navigator.credentials || !window.PublicKeyCredential) {
    say("unsupported");
    continue;
  }
  button.disabled = false;
  const ask = async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      const { publicKey } = JSON.parse(form.querySelector("#security-key-options").textContent);
      const credential = await navigator.credentials[act](asked(publicKey));
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    } catch (problem) {
      const whys = { InvalidStateError: "known", SecurityError: "unsupported" };
      say(whys[problem.name] ?? "refused");
      button.disabled = false;
    }
  };
  button.addEventListener("click", ask);
  form.addEventListener("submit", ask);
}
