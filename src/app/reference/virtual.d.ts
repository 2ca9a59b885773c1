declare module 'virtual:reference' {
  const data: import('./data').ReferenceData
  export default data
}
