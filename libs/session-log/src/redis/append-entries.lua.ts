/**
 * Numbers, stores and publishes entries of one session in one step, in the order given; what is new among them is
 * published as one message, a line for each. An entry's `seq` is its stream id, so that streams are read and trimmed by
 * `seq`. What the archiver has not copied yet is kept beyond the usual length, up to `hardKeep` entries.
 *
 * KEYS are those of the session, and two for each entry: its stream and its id. ARGV are those of all, and five for each
 * entry: its channel, its JSON without the closing brace, how long its id is remembered (seconds), the message or segment
 * whose texts it takes away, and the one that it is a text of (empty: none).
 *
 * Answers the epoch, and for each entry its number; or `0` when the text that it holds was taken away, and nothing is
 * stored; or `[channel, seq, at]` of the entry that has this id.
 */
export const appendEntriesLua = `
local heads, unarchived, live, removed = unpack(KEYS, 1, 4)
local freshEpoch, at, idleSeconds = ARGV[1], ARGV[2], ARGV[5]
local keep, hardKeep = tonumber(ARGV[3]), tonumber(ARGV[4])

local epoch = redis.call('HGET', heads, 'epoch')
if not epoch then
  epoch = freshEpoch
  redis.call('HSET', heads, 'epoch', epoch)
  redis.call('DEL', unarchived)
end

local function append(stream, id, channel, entry, idSeconds, removes, source)
  if removes ~= '' then redis.call('SADD', removed, removes) end
  local known = redis.call('GET', id)
  if known then
    local knownEpoch, knownChannel, knownSeq, knownAt = string.match(known, '^(%S+) (%S+) (%d+) (%S+)$')
    if knownEpoch == epoch then return { knownChannel, tonumber(knownSeq), knownAt } end
  end
  if source ~= '' and redis.call('SISMEMBER', removed, source) == 1 then return 0 end

  local seq = redis.call('HINCRBY', heads, channel, 1)
  if seq == 1 then redis.call('DEL', stream) end
  redis.call('HSETNX', unarchived, channel, seq)
  local oldestWanted = math.min(seq - keep + 1, tonumber(redis.call('HGET', unarchived, channel)))
  local oldest = math.max(oldestWanted, seq - hardKeep + 1, 0)
  local text = entry .. ',"epoch":"' .. epoch .. '","seq":' .. seq .. '}'
  redis.call('XADD', stream, 'MINID', '~', oldest, seq .. '-0', 'entry', text)
  redis.call('SET', id, table.concat({ epoch, channel, seq, at }, ' '), 'EX', idSeconds)
  return seq, text
end

local answers, texts, streams = { epoch }, {}, {}
for n = 1, (#KEYS - 4) / 2 do
  local stream, id = KEYS[3 + 2 * n], KEYS[4 + 2 * n]
  local answer, text = append(stream, id, unpack(ARGV, 1 + 5 * n, 5 + 5 * n))
  answers[1 + n] = answer
  if text then
    texts[#texts + 1] = text
    streams[stream] = true
  end
end
for stream in pairs(streams) do redis.call('EXPIRE', stream, idleSeconds) end
for _, key in ipairs({ heads, unarchived, removed }) do redis.call('EXPIRE', key, idleSeconds) end
if #texts > 0 then redis.call('SPUBLISH', live, table.concat(texts, '\\n')) end
return answers
`;
