/** What the panel takes from Preact, for `leave-out.test.ts` to bundle whole and as it is in the page. */
export { Component, createContext, Fragment, render } from 'preact'
export { useContext, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
export { jsx } from 'preact/jsx-runtime'
