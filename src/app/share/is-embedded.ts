/** Whether the page is shown inside another one, as the snippet asks. */
export function isEmbedded(): boolean {
  return new URLSearchParams(location.search).get('embed') === '1'
}
