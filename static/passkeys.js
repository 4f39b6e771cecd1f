// Asks the browser for a passkey, or to make one, and sends what it answers with the page's form.
// What to ask comes from the server as JSON in which bytes are base64url, and so does the answer go back.

const form = document.querySelector('[data-passkey]')

function bytes (text) {
  const base64 = text.replace(/-/g, '+').replace(/_/g, '/')
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer
}

function text (buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

function known (credentials) {
  return (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }))
}

async function ask () {
  const options = JSON.parse(form.dataset.passkeyOptions)
  const asked = { ...options, challenge: bytes(options.challenge) }
  if (form.dataset.passkey === 'make') {
    asked.user = { ...options.user, id: bytes(options.user.id) }
    asked.excludeCredentials = known(options.excludeCredentials)
    return await navigator.credentials.create({ publicKey: asked })
  }
  asked.allowCredentials = known(options.allowCredentials)
  return await navigator.credentials.get({ publicKey: asked })
}

function written (credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) {
      response[name] = text(credential.response[name])
    }
  }
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response })
}

if (form && window.PublicKeyCredential) {
  const button = form.querySelector('[data-passkey-button]')
  const problem = form.querySelector('[data-passkey-problem]')
  const answer = form.querySelector('[data-passkey-answer]')
  for (const each of form.querySelectorAll('[data-passkey-without]')) {
    each.hidden = true
  }
  button.hidden = false
  button.addEventListener('click', async () => {
    problem.hidden = true
    try {
      answer.value = written(await ask())
    } catch {
      // They closed the browser's window, or this device has none of the passkeys. The words are there to be read.
      problem.hidden = false
      problem.focus()
      return
    }
    form.submit()
  })
}
