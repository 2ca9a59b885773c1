declare module '*.cc?raw' {
  const text: string
  export default text
}
