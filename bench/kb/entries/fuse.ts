export { default } from 'fuse.js/min-basic'
