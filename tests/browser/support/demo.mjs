// Starts the demonstration in a folder of its own, as scripts/demo would, and stops it again.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../../..', import.meta.url))

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

export const passphrase = 'stockton riverside demo'

export async function startDemo(more = ['--relaxed-limits']) {
  const folder = await mkdtemp(join(tmpdir(), 'onward-browser-'))
  const port = await freePort()
  const binary = process.env.ONWARD_BINARY ?? join(top, 'target', 'debug', 'onward')
  const child = spawn(binary, ['demo', '--port', String(port), '--data-dir', join(folder, 'data'), ...more], {
    cwd: top,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (said += text))
  child.once('error', (why) => (said += `${why.message}\n`))
  const ended = new Promise((done) => child.once('exit', done))
  const base = `http://127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, new Promise((done) => setTimeout(done, 12_000).unref())])
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  const until = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the demonstration did not start:\n${said}`)
    const answer = await fetch(`${base}/ready`).catch(() => undefined)
    if (answer?.ok) return { base, stop, said: () => said }
    if (Date.now() > until) {
      await stop()
      throw new Error(`the demonstration was not ready within 60 seconds:\n${said}`)
    }
    await new Promise((done) => setTimeout(done, 100))
  }
}
