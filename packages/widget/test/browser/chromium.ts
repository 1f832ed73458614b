import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** A browser has a bar for addresses even where nobody sees it; this one draws it with pages of their own. */
const barOfAddresses = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

/** What Playwright switches off: the switch is heard once, so ours has to say it again. */
const byPlaywright = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** Chromium: the one that `COMPTOIR_CHROMIUM` names, else the system's, else Playwright's own. */
export const chromiumPath: string | undefined =
  process.env['COMPTOIR_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

export const switches: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...byPlaywright, ...barOfAddresses].join()}`,
]

/** @param keepsPages whether a page that one leaves is kept, to be there at once when one comes back */
export function launchChromium({ keepsPages = false } = {}): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath && { executablePath: chromiumPath }),
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    args: [...switches],
  })
}

let shared: Browser | undefined

/**
 * The browser that all files of tests in this process use one after the other, each with profiles of its own. It
 * ends with the process.
 */
export async function openChromium(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await launchChromium()
  return shared
}

/** Takes away every profile of a file that is over. */
export async function leaveChromium(): Promise<void> {
  for (const context of shared?.contexts() ?? []) await context.close()
}
