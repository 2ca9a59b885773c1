/** Every id that end-to-end tests look for. Components set them as `data-testid`; nothing else selects elements. */
export const TID = {
  app: 'app',
  topBar: 'top-bar',
  designName: 'design-name',
  savedState: 'saved-state',
  undoButton: 'undo',
  redoButton: 'redo',
  galleryButton: 'gallery-button',
  exportButton: 'export-button',
  shareButton: 'share-button',
  moreButton: 'more-button',
  themeButton: 'theme-button',
  shortcutsButton: 'shortcuts-button',
  shortcutsDialog: 'shortcuts-dialog',
  commandDialog: 'command-dialog',
  banner: 'banner',
  toast: 'toast',
  palette: 'palette',
  paletteSearch: 'palette-search',
  /** Followed by the kind of the block. */
  paletteItem: 'palette-item-',
  canvas: 'canvas',
  /** Followed by the id of the block. */
  block: 'block-',
  /** Followed by the id of the connection. */
  connection: 'connection-',
  /** Followed by the id of the connection. */
  breaker: 'breaker-',
  connectButton: 'connect-to',
  connectDialog: 'connect-dialog',
  /** Followed by the id of the block. */
  connectOption: 'connect-option-',
  zoomIn: 'zoom-in',
  zoomOut: 'zoom-out',
  zoomFit: 'zoom-fit',
  minimap: 'minimap',
  snapButton: 'snap',
  inspector: 'inspector',
  inspectorTitle: 'inspector-title',
  /** Followed by the path of the field, such as `params.workers`. */
  field: 'field-',
  /** Followed by the path of the field. */
  fieldReset: 'field-reset-',
  /** Followed by the path of the field. */
  fieldError: 'field-error-',
  results: 'results',
  runControls: 'run-controls',
  runButton: 'run',
  pauseButton: 'pause',
  stepButton: 'step',
  resetButton: 'reset',
  speedSelect: 'speed',
  clock: 'clock',
  runStatus: 'run-status',
} as const
