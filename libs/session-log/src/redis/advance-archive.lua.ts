/**
 * Notes that a channel was copied up to and including `copied`. Never steps back, so that several archivers may work
 * side by side; a session that numbers anew (another epoch) is left alone.
 */
export const advanceArchiveLua = `
local heads, unarchived = unpack(KEYS)
local epoch, channel, copied = ARGV[1], ARGV[2], tonumber(ARGV[3])
local from = tonumber(redis.call('HGET', unarchived, channel))
if redis.call('HGET', heads, 'epoch') ~= epoch or not from or from > copied then return 0 end
if tonumber(redis.call('HGET', heads, channel)) > copied then
  redis.call('HSET', unarchived, channel, copied + 1)
else
  redis.call('HDEL', unarchived, channel)
end
return 1
`;
