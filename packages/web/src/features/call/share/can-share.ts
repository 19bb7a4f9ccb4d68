/** Whether this browser can share a screen: those of phones cannot. */
export const canShare = (): boolean => 'getDisplayMedia' in (navigator.mediaDevices ?? {})
