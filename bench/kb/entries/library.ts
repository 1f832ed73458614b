export { createKnowledgeBase } from '@comptoir/kb'
