/** Flows and texts are read at run time as the JSON they are; what they may say is checked there. */
declare module '*.json' {
  const value: unknown
  export default value
}
