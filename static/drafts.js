// A visit written where there is no signal. Its fields are kept on the adviser's own device, encrypted with a key that no script
// can read out, and nothing else of the page is. Sent once when the signal is back; wiped on signing out, and for anybody else
// who signs in. Without this file the form works as any other.
const name = "onward-drafts"
const mine = document.documentElement.dataset.drafts
const says = document.getElementById("drafts")
const form = document.querySelector("form[data-draft]")
const here = form?.getAttribute("action")
const stores = ["keys", "kept"]

const done = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error) })
const bytes = text => new TextEncoder().encode(text)

async function open() {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => stores.forEach(store => request.result.createObjectStore(store))
  return done(request)
}
const on = (store, mode = "readwrite") => db.transaction(store, mode).objectStore(store)
const wipe = () => Promise.all(stores.map(store => done(on(store).clear())))

async function ownKey() {
  const found = await done(on("keys").get("key"))
  if (found?.whose === mine) return found.key
  await wipe()
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
  await done(on("keys").put({ whose: mine, key }, "key"))
  return key
}

const lock = (iv, path) => ({ name: "AES-GCM", iv, additionalData: bytes(path) })

async function keep(path, draft) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const locked = await crypto.subtle.encrypt(lock(iv, path), key, bytes(JSON.stringify(draft)))
  await done(on("kept").put({ iv, locked }, path))
}

async function read(path) {
  const kept = await done(on("kept").get(path))
  if (!kept) return
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(lock(kept.iv, path), key, kept.locked)))
}

const drop = path => done(on("kept").delete(path))

/** How it stands, in the words that the page brought; `press` is its button: which words, and what it does. */
function tell(state, { words = [], href, press } = {}) {
  says.replaceChildren()
  const add = (tag, text, more) => says.appendChild(Object.assign(document.createElement(tag), { textContent: text, ...more }))
  add("p", says.dataset[state], { className: "app-strong" })
  for (const text of words) add("blockquote", text)
  if (href) add("a", says.dataset.look, { href })
  if (press) add("button", says.dataset[press[0]], { type: "button", className: "govuk-button govuk-button--secondary", onclick: press[1] })
  says.dataset.state = state
  says.hidden = false
}

/** Sends what waits. The form's own key makes it count once, however often it arrives. */
async function sendAll() {
  for (const path of await done(on("kept").getAllKeys())) {
    const draft = await read(path)
    // The server has it, or shows it again with what to put right.
    if (draft.posted && location.pathname.startsWith(`${path}/`)) { await drop(path); continue }
    if (!draft.send || (path === here && document.querySelector(".govuk-error-summary"))) continue
    const csrf = document.querySelector("input[name='csrf']")?.value ?? ""
    let answer
    try {
      answer = await fetch(path, { method: "POST", body: new URLSearchParams([["csrf", csrf], ...draft.fields]) })
    } catch {
      tell("waiting")
      return
    }
    if (answer.ok && new URL(answer.url).pathname.startsWith(`${path}/`)) {
      await drop(path)
      tell("sent", { href: answer.url })
    } else if (answer.status === 404) {
      const words = draft.fields.filter(([field, value]) => value && ["own-words", "summary"].includes(field)).map(([, value]) => value)
      tell("gone", { words, press: ["dismiss", async () => { await drop(path); says.hidden = true }] })
    } else if (answer.status === 422) {
      await keep(path, { ...draft, send: false })
      tell("check", { href: path })
    } else tell("refused", { press: ["again", sendAll] })
  }
}

function fill(fields) {
  for (const [field, value] of fields) {
    if (field === "version") continue
    for (const input of form.querySelectorAll(`[name="${field}"]`)) {
      if (input.type === "radio") input.checked = input.value === value
      else if (input.type !== "submit") input.value = value
      const fold = value && input.closest("details")
      if (fold) fold.open = true
    }
  }
}

async function watch() {
  const fields = button => [...new FormData(form, button)].filter(([field]) => field !== "csrf")
  const before = await read(here)
  if (before && !before.send) {
    fill(before.fields)
    tell("writing", { press: ["dismiss", async () => { await drop(here); location.reload() }] })
  }
  let timer
  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => keep(here, { fields: fields() }), 300)
  })
  form.addEventListener("submit", async event => {
    if (event.defaultPrevented) return
    event.preventDefault()
    clearTimeout(timer)
    const draft = { fields: fields(event.submitter), send: true }
    await keep(here, draft)
    try {
      await fetch("/ready", { cache: "no-store", signal: AbortSignal.timeout(5000) })
    } catch {
      return tell("waiting")
    }
    await keep(here, { ...draft, posted: true })
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: event.submitter?.value ?? "" }))
    form.submit()
  })
}

let db, key
if (mine && says && globalThis.crypto?.subtle) {
  db = await open()
  for (const out of document.querySelectorAll("form[action^='/sign-out'], form[action^='/account/sign-out']")) {
    out.addEventListener("submit", event => {
      event.preventDefault()
      wipe().finally(() => out.submit())
    })
  }
  key = await ownKey()
  await sendAll()
  window.addEventListener("online", sendAll)
  if (form) await watch()
}
