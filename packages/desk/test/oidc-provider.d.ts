declare module 'oidc-provider' {
  /** As far as the tests use it. */
  export class Provider {
    constructor(issuer: string, configuration: object)
    callback(): import('node:http').RequestListener
  }
}
