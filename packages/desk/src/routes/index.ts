import type { Route } from '../route.ts'
import { actRoutes } from './acts.ts'
import { staffRoutes } from './staff.ts'
import { agentRoutes } from './agent.ts'
import { conversationRoutes } from './conversations.ts'
import { fileRoutes } from './files.ts'
import { messageRoutes } from './messages.ts'
import { openIdRoutes } from './open-id.ts'
import { orderRoutes } from './orders.ts'
import { recordRoutes } from './records.ts'
import { peopleRoutes } from './people.ts'

/** Every route of the desk's API, in the order of `/openapi.json`. */
export const routes: readonly Route[] = [
  ...conversationRoutes,
  ...messageRoutes,
  ...fileRoutes,
  ...orderRoutes,
  ...actRoutes,
  ...peopleRoutes,
  ...recordRoutes,
  ...openIdRoutes,
  ...agentRoutes,
  ...staffRoutes,
]
