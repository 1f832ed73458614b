import type { Browser, CDPSession, Page } from 'playwright-core'
import type { BenchPage } from './bench-page.ts'
import type { Subject } from './subjects.ts'

/** What one visit to a page costs. Times in milliseconds of the main thread's processor, but for `click`. */
export interface Visit {
  readonly loadScript: number
  readonly loadTask: number
  readonly openTask: number
  /** With a question and its answer; NaN for those that answer nothing here. */
  readonly answerTask: number
  /** From the click on the launcher to the field being ready: the clock's time. */
  readonly click: number
  /** Megabytes of JavaScript, after a collection. */
  readonly heapClosed: number
  readonly heapOpen: number
  readonly heapAnswered: number
  readonly elementsClosed: number
  readonly elementsOpen: number
  readonly listeners: number
  readonly shift: number
  /** Names in `window` that the page did not have, and elements in its body. */
  readonly globals: number
  readonly nodes: number
  readonly loadRequests: number
  readonly loadBytes: number
  /** Until the field could be typed into. */
  readonly typeRequests: number
  readonly typeBytes: number
  readonly allBytes: number
  /** Hosts asked for other than the page's own. */
  readonly hosts: number
}

/** Looks until the main thread has rested for three of them, half a second each; a minute at most. */
async function quiet(page: Page, cdp: CDPSession): Promise<void> {
  let before = 0
  for (let rests = 0, looks = 0; rests < 3 && looks < 120; looks++) {
    await page.waitForTimeout(500)
    const { metrics: now } = await cdp.send('Performance.getMetrics')
    const busy = now.find(({ name }) => name === 'TaskDuration')?.value ?? 0
    rests = busy - before < 0.015 ? rests + 1 : 0
    before = busy
  }
}

/** Loads the page, lets it rest, opens the widget, lets it rest: with a fresh profile. */
export async function visit(browser: Browser, subject: Subject, bench: BenchPage): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const hosts = await keepToOwnHost(page, bench.url)
    await page.addInitScript(WATCH)
    const cdp = await context.newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    bench.taken()
    await page.goto(bench.url)
    // Playwright brings helpers of its own into the page at the first look: into each page, the blank one too.
    await page
      .locator(subject.launcher ?? subject.input ?? 'h1')
      .first()
      .waitFor()
    await quiet(page, cdp)
    const load = bench.taken()
    const afterLoad = await metrics(cdp)
    const closed = await counts(page)
    // What has nothing to open is looked at in the same way: the looks themselves take time and memory.
    const { launcher = 'h1', input = 'h1' } = subject
    // What a pointer does on its way: the widget may prepare itself for the click.
    await page.locator(launcher).first().hover()
    await page.waitForTimeout(300)
    const looked = await clickToField(page, launcher, input)
    const ready: Ready = subject.launcher === undefined ? { click: 0, ...load } : looked
    await quiet(page, cdp)
    const afterOpen = await metrics(cdp)
    const open = await counts(page)
    const afterAnswer = subject.answer === undefined ? undefined : await answered(page, cdp, subject)
    const rest = bench.taken()
    return {
      loadScript: afterLoad.ScriptDuration * 1000,
      loadTask: afterLoad.TaskDuration * 1000,
      openTask: afterOpen.TaskDuration * 1000,
      answerTask: (afterAnswer?.TaskDuration ?? NaN) * 1000,
      click: ready.click,
      heapClosed: afterLoad.JSHeapUsedSize / 1e6,
      heapOpen: afterOpen.JSHeapUsedSize / 1e6,
      heapAnswered: (afterAnswer?.JSHeapUsedSize ?? NaN) / 1e6,
      elementsClosed: closed.elements,
      elementsOpen: open.elements,
      listeners: afterOpen.JSEventListeners,
      shift: open.shift,
      globals: closed.globals,
      nodes: closed.nodes,
      loadRequests: load.requests,
      loadBytes: load.bytes,
      typeRequests: ready.requests,
      typeBytes: ready.bytes,
      allBytes: load.bytes + rest.bytes,
      hosts: hosts.size,
    }
  } finally {
    await context.close()
  }
}

/** Asks as a customer would, key by key, and lets the page rest once the answer is there. */
async function answered(
  page: Page,
  cdp: CDPSession,
  { input = '', answer = '' }: Subject,
): Promise<Record<Name, number>> {
  await page
    .locator(input)
    .first()
    .pressSequentially('combien coûte la livraison en point relais', { delay: 80 })
  await page.keyboard.press('Enter')
  await page.locator(answer).first().waitFor()
  await quiet(page, cdp)
  return metrics(cdp)
}

/** Blocking time on load, four times slower: what each task takes beyond 50 ms, by the clock. */
export async function blocking(browser: Browser, subject: Subject, bench: BenchPage): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await keepToOwnHost(page, bench.url)
    await page.addInitScript(WATCH)
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(bench.url)
    await page.waitForTimeout(4000)
    return (await counts(page)).blocked
  } finally {
    await context.close()
  }
}

/** Third parties are not reached, but noticed. */
async function keepToOwnHost(page: Page, url: string): Promise<Set<string>> {
  const hosts = new Set<string>()
  await page.route(
    (address) => address.origin !== new URL(url).origin,
    (route) => {
      hosts.add(new URL(route.request().url()).host)
      return route.abort()
    },
  )
  return hosts
}

interface Ready {
  /** From the click to the field's having the focus; or to its being seen, where it takes none. */
  readonly click: number
  /** Files that had arrived by then, and their bytes. */
  readonly requests: number
  readonly bytes: number
}

async function clickToField(page: Page, launcher: string, input: string): Promise<Ready> {
  const key = page.locator(launcher).first()
  const noted = await key.evaluateHandle((element) => {
    const found = { click: 0, focus: 0 }
    const focused = (): void => void (found.focus = performance.now())
    element.addEventListener('click', () => (found.click = performance.now()), { capture: true, once: true })
    // A change of focus inside a shadow root is not told outside of it.
    for (const root of [document, element.getRootNode()]) root.addEventListener('focusin', focused, true)
    return found
  })
  await key.click({ noWaitAfter: true })
  const field = page.locator(input).first()
  await field.waitFor()
  return field.evaluate(async (element, found) => {
    const seen = performance.now()
    const isFocused = (): boolean =>
      (element.getRootNode() as Document | ShadowRoot).activeElement === element && found.focus > found.click
    for (let times = 0; times < 30 && !isFocused(); times++)
      await new Promise((resolve) => void setTimeout(resolve, 10))
    const ready = isFocused() ? found.focus : seen
    const files = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ responseEnd }) => responseEnd <= ready)
    return {
      click: ready - found.click,
      requests: files.length,
      bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    }
  }, noted)
}

type Name = 'TaskDuration' | 'ScriptDuration' | 'JSHeapUsedSize' | 'JSEventListeners'

async function metrics(cdp: CDPSession): Promise<Record<Name, number>> {
  const { metrics: times } = await cdp.send('Performance.getMetrics')
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics: sizes } = await cdp.send('Performance.getMetrics')
  const of = (list: typeof times, name: Name): number => list.find((one) => one.name === name)?.value ?? 0
  return {
    TaskDuration: of(times, 'TaskDuration'),
    ScriptDuration: of(times, 'ScriptDuration'),
    JSHeapUsedSize: of(sizes, 'JSHeapUsedSize'),
    JSEventListeners: of(sizes, 'JSEventListeners'),
  }
}

interface Counts {
  readonly elements: number
  readonly shift: number
  readonly blocked: number
  readonly globals: number
  readonly nodes: number
}

function counts(page: Page): Promise<Counts> {
  return page.evaluate(() => {
    const watched = window as unknown as {
      bench: { shift: number; blocked: number; names: readonly string[] }
    }
    const { shift, blocked, names } = watched.bench
    const all = (root: Document | ShadowRoot): number => {
      const found = [...root.querySelectorAll(':not(script)')]
      return found.length + found.reduce((sum, one) => sum + (one.shadowRoot ? all(one.shadowRoot) : 0), 0)
    }
    const known = new Set([...names, 'bench'])
    return {
      shift,
      blocked,
      elements: all(document),
      globals: Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !/^\d+$/.test(name))
        .length,
      nodes: document.querySelectorAll('body > :not(script)').length,
    }
  })
}

/** Runs before the page's own scripts. */
const WATCH = (): void => {
  const bench = { shift: 0, blocked: 0, names: Object.getOwnPropertyNames(window) }
  Object.assign(window, { bench })
  const watch = (type: string, take: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  watch('layout-shift', (entry) => (bench.shift += Number('value' in entry ? entry.value : 0)))
  watch('longtask', ({ duration }) => (bench.blocked += Math.max(0, duration - 50)))
}
