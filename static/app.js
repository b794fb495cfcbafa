// Comfort only: every page works without this file. One module, no dependency, nothing inline.
// Says nothing to any other host, keeps nothing on the phone but what the service worker below may keep.
document.body.classList.add("govuk-frontend-supported", "js-enabled")

/** Moves the focus to what the person has to read first. */
function focusOnErrors() {
  const summary = document.querySelector(".govuk-error-summary")
  if (!summary) return
  summary.setAttribute("tabindex", "-1")
  summary.addEventListener("blur", () => summary.removeAttribute("tabindex"), { once: true })
  summary.focus()
  summary.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']")
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!field) return
    event.preventDefault()
    const top = field.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`)
    ;(top ?? field).scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

/** Leaves at once. The link works alone; this also replaces the page in the history and empties what is shown. */
function leaveQuickly() {
  const links = [...document.querySelectorAll("a[data-leave]")]
  const leave = event => {
    event?.preventDefault()
    document.body.hidden = true
    document.title = "Onward"
    window.location.replace(links[0].href)
  }
  for (const link of links) link.addEventListener("click", leave)
  // Shift three times, as on GOV.UK, where a page has the exit button.
  if (!document.querySelector(".app-exit")) return
  let times = 0
  let timer
  document.addEventListener("keyup", event => {
    times = event.key === "Shift" ? times + 1 : 0
    clearTimeout(timer)
    timer = setTimeout(() => { times = 0 }, 5000)
    if (times === 3) leave()
  })
}

/** A page that the browser kept in memory is asked for again: nobody sees it by going back. */
function nothingByGoingBack() {
  window.addEventListener("pageshow", event => {
    if (event.persisted && document.documentElement.hasAttribute("data-personal")) window.location.reload()
  })
}

/** A button to see the passphrase while it is written. It hides again before the form is sent. */
function showPassphrase() {
  for (const input of document.querySelectorAll("input[data-show-passphrase]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "govuk-button govuk-button--secondary app-show"
    button.setAttribute("aria-controls", input.id)
    const status = document.createElement("span")
    status.className = "govuk-visually-hidden"
    status.setAttribute("aria-live", "polite")
    const set = shown => {
      input.type = shown ? "text" : "password"
      button.textContent = shown ? input.dataset.hide : input.dataset.show
      status.textContent = shown ? input.dataset.isShown : input.dataset.isHidden
    }
    set(false)
    status.textContent = ""
    button.addEventListener("click", () => set(input.type === "password"))
    input.form?.addEventListener("submit", () => set(false))
    input.after(button, status)
  }
}

/** The server guards against a form sent twice; this saves the wait. */
function stopDoubleSubmit() {
  for (const form of document.forms) {
    let sent = 0
    form.addEventListener("submit", event => {
      const now = Date.now()
      if (now - sent < 1500) event.preventDefault()
      else sent = now
    })
  }
}

/** How many letters are left, in the words that the page brought. */
function countCharacters() {
  for (const area of document.querySelectorAll("textarea[data-most]")) {
    const most = Number(area.dataset.most)
    const says = document.getElementById(`${area.id}-count`)
    if (!says) continue
    let timer
    const tell = () => {
      const left = most - area.value.length
      const template = left < 0 ? says.dataset.over : says.dataset.left
      says.textContent = template.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left)))
      says.classList.toggle("govuk-error-message", left < 0)
    }
    area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tell, 600) })
    tell()
  }
}

/** How large the chosen file is, before it is sent, in the words that the page brought. */
function tellSize() {
  for (const input of document.querySelectorAll("input[data-size-most]")) {
    const says = Object.assign(document.createElement("p"), { className: "govuk-hint", role: "status" })
    input.after(says)
    input.addEventListener("change", () => {
      const size = input.files[0]?.size
      const over = size > Number(input.dataset.sizeMost)
      const [unit, count] = size < 1e6 ? ["kilobyte", Math.ceil(size / 1e3)] : ["megabyte", size / 1e6]
      const number = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 })
      says.textContent = size === undefined ? "" : input.dataset[over ? "sizeOver" : "sizeFits"].replace("{n}", number.format(count))
      says.classList.toggle("govuk-error-message", over)
    })
  }
}

/** Files and the offline page only, never a page about anyone; and only on the person's own phone. */
function keepHelpAtHand() {
  const worker = document.documentElement.dataset.worker
  if (!worker || !("serviceWorker" in navigator)) return
  navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {})
}

for (const part of [focusOnErrors, leaveQuickly, nothingByGoingBack, showPassphrase, stopDoubleSubmit, countCharacters, tellSize, keepHelpAtHand]) part()
