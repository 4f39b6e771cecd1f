// Asks whether somebody is still there before they are signed out for doing nothing, and tells them when they were.
// The server ends the session by itself; this only says so in time. Tabs tell each other that somebody is there.

const panel = document.getElementById('time-out')

if (panel) {
  const stayForm = document.getElementById('time-out-stay')
  const left = document.getElementById('time-out-left')
  const words = Object.entries(JSON.parse(left.dataset.words)).sort(([a], [b]) => a - b)
  const idle = Number(panel.dataset.seconds) * 1000
  const notice = Number(panel.dataset.warningSeconds) * 1000
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('signed-in') : null
  let lastActive = Date.now()
  let timer

  function look () {
    clearTimeout(timer)
    const remaining = lastActive + idle - Date.now()
    // The page was received after the session was made to last, so by then it has ended on the server too.
    if (remaining <= 0) {
      location.assign(panel.dataset.endedUrl)
      return
    }
    if (remaining <= notice) {
      warn(remaining)
    }
    timer = setTimeout(look, remaining > notice ? remaining - notice : Math.min(1000, remaining))
  }

  function warn (remaining) {
    const [, text] = words.find(([seconds]) => seconds * 1000 >= remaining) || words[words.length - 1]
    if (left.textContent !== text) {
      left.textContent = text
    }
    if (panel.open) {
      return
    }
    if (panel.showModal) {
      panel.showModal()
    } else {
      panel.setAttribute('open', '')
    }
    stayForm.querySelector('button').focus()
  }

  function beActive () {
    lastActive = Date.now()
    if (panel.open) {
      panel.close ? panel.close() : panel.removeAttribute('open')
    }
    left.textContent = ''
    look()
  }

  function tellTabs () {
    if (tabs) {
      tabs.postMessage('active')
    }
  }

  async function stay (event) {
    event.preventDefault()
    let answer
    try {
      answer = await fetch(stayForm.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(stayForm)),
        redirect: 'manual'
      })
    } catch {
      return // No connection: the question stays, and can be answered again.
    }
    if (answer.status === 204) {
      beActive()
      tellTabs()
    } else {
      location.assign(panel.dataset.endedUrl)
    }
  }

  stayForm.addEventListener('submit', stay)
  panel.addEventListener('cancel', stay) // Escape
  // Timers stand still while a phone sleeps.
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pageshow', look)
  if (tabs) {
    tabs.addEventListener('message', beActive)
  }
  tellTabs()
  look()
}
