import { networks, whole } from './values.js';

/** How much one may do, and which private networks may be called. */
export const limitSettings = {
  CHAT_PER_ACCOUNT: whole(20, 1, 100_000).describe(
    'Chat messages that one account may send in ten seconds; hosts, co-hosts and moderators may send five times that.',
  ),
  CHAT_PER_ADDRESS: whole(1000, 1, 1_000_000).describe(
    'Chat messages that may come from one address in ten seconds: a hall or a whole mobile network may be behind it.',
  ),
  CHAT_PER_SESSION: whole(5000, 1, 1_000_000).describe(
    'Chat messages that one session takes in ten seconds; what is more, nobody could read.',
  ),
  CLAIMS_PER_ACCOUNT: whole(50, 1, 100_000).describe(
    'Claims by button that one account may make in ten seconds, beside those in the chat.',
  ),
  CLAIMS_PER_ADDRESS: whole(2000, 1, 1_000_000).describe(
    'Claims by button that may come from one address in ten seconds.',
  ),
  CLAIMS_PER_SESSION: whole(20_000, 1, 1_000_000).describe(
    'Claims by button that one session takes in ten seconds: the rush after an offer opens must fit in.',
  ),
  COMMANDS_PER_CONNECTION: whole(20, 1, 100_000).describe(
    'Commands that one socket may send in ten seconds, beside what is spoken into it.',
  ),
  REHEARSALS_PER_HOUR: whole(60, 1, 10_000).describe(
    'Scripts that the hosts of one session may have translated in an hour before they say them.',
  ),
  REVIEW_HOOK_NETWORKS: networks.describe(
    'Private networks that review hooks may reach, as CIDR separated by commas. Without it they reach public addresses only.',
  ),
  WEBHOOK_NETWORKS: networks.describe(
    'Private networks that the webhooks of exporters may reach, as CIDR separated by commas. Without it they reach public addresses only.',
  ),
};
