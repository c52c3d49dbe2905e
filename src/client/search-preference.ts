/** Whether the key `/` opens the search: a reader may switch it off, for instance to dictate. */
const KEY = 'faultline.search-key';

export function searchKeyIsOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setSearchKey(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Without storage the choice holds for this page only.
  }
}
