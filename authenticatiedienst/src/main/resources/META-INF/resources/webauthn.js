// Talks to the security key before a form with data-webauthn is sent; everything is checked again by the server.
'use strict';
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

function create(form) {
  const name = form.elements.gebruikersnaam.value;
  return navigator.credentials.create({ publicKey: {
    challenge: bytes(form.dataset.challenge),
    rp: { id: form.dataset.rp, name: document.querySelector('.name').textContent },
    // A random handle: it says nothing of the person, and names may be longer than a handle may be.
    user: { id: crypto.getRandomValues(new Uint8Array(32)), name, displayName: name },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
    authenticatorSelection: { userVerification: 'required' }, attestation: 'none'
  } }).then(c => ({ clientDataJSON: text(c.response.clientDataJSON), attestationObject: text(c.response.attestationObject), transports: [], id: c.rawId }));
}

function get(form) {
  return navigator.credentials.get({ publicKey: {
    challenge: bytes(form.dataset.challenge), rpId: form.dataset.rp, userVerification: 'required',
    allowCredentials: form.dataset.ids.split(' ').map(id => ({ type: 'public-key', id: bytes(id) }))
  } }).then(c => ({ clientDataJSON: text(c.response.clientDataJSON), authenticatorData: text(c.response.authenticatorData), signature: text(c.response.signature), id: c.rawId }));
}

for (const form of document.querySelectorAll('form[data-webauthn]')) {
  form.addEventListener('submit', event => {
    if (event.submitter && event.submitter.value === 'annuleer') {
      return;
    }
    event.preventDefault();
    (form.dataset.webauthn === 'create' ? create : get)(form).then(answer => {
      const { id, ...response } = answer;
      form.elements.antwoord.value = JSON.stringify({ id: text(id), rawId: text(id), type: 'public-key', response, clientExtensionResults: {} });
    }).catch(() => { form.elements.antwoord.value = ''; }).finally(() => form.submit());
  });
}
