/**
 * Numbers, stores and publishes an entry in one step. An entry's `seq` is its stream id, so that streams are read and
 * trimmed by `seq`. What the archiver has not copied yet is kept beyond the usual length, up to `hardKeep` entries.
 *
 * `removes` is the message or segment whose texts the entry takes away, or empty. `source` is the one that the entry is a
 * text of, or empty: when that was taken away, the entry is stored as `textless`.
 *
 * Answers `[1, epoch, channel, seq, at]` for a new entry, `[2, …]` when it was stored without its text, `[0, …]` with
 * those of the entry that has this id.
 */
export const appendEntryLua = `
local heads, stream, id, unarchived, live, removed = unpack(KEYS)
local freshEpoch, channel, at, entry = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local keep, hardKeep, idSeconds, idleSeconds = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7], ARGV[8]
local removes, source, textless = ARGV[9], ARGV[10], ARGV[11]

local epoch = redis.call('HGET', heads, 'epoch')
if not epoch then
  epoch = freshEpoch
  redis.call('HSET', heads, 'epoch', epoch)
  redis.call('DEL', unarchived)
end
if removes ~= '' then redis.call('SADD', removed, removes) end

local known = redis.call('GET', id)
if known then
  local knownEpoch, knownChannel, knownSeq, knownAt = string.match(known, '^(%S+) (%S+) (%d+) (%S+)$')
  if knownEpoch == epoch then return { 0, epoch, knownChannel, tonumber(knownSeq), knownAt } end
end

local isTextless = source ~= '' and redis.call('SISMEMBER', removed, source) == 1
if isTextless then entry = textless end
local seq = redis.call('HINCRBY', heads, channel, 1)
if seq == 1 then redis.call('DEL', stream) end
redis.call('HSETNX', unarchived, channel, seq)
local oldestWanted = math.min(seq - keep + 1, tonumber(redis.call('HGET', unarchived, channel)))
local oldest = math.max(oldestWanted, seq - hardKeep + 1, 0)
local text = entry .. ',"epoch":"' .. epoch .. '","seq":' .. seq .. '}'
redis.call('XADD', stream, 'MINID', '~', oldest, seq .. '-0', 'entry', text)
redis.call('SET', id, table.concat({ epoch, channel, seq, at }, ' '), 'EX', idSeconds)
for _, key in ipairs({ heads, stream, unarchived, removed }) do redis.call('EXPIRE', key, idleSeconds) end
redis.call('SPUBLISH', live, text)
return { isTextless and 2 or 1, epoch, channel, seq, at }
`;
