/** How long a conversation stays on the device after the last act, in hours; the privacy notice says so. */
export const KEPT_HOURS = 24
