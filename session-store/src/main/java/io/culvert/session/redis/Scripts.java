package io.culvert.session.redis;

/**
 * What Redis does in one step, as Lua scripts. A session is a hash:
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>v</td><td>its version</td></tr>
 *   <tr><td>t</td><td>the mark of the last change: tells two contents of one version apart</td></tr>
 *   <tr><td>c a i m</td><td>created, last accessed, idle since, maximal idle time</td></tr>
 *   <tr><td>n</td><td>when the last request came: what "last accessed" is for the next one</td></tr>
 *   <tr><td>r</td><td>1 if its client has come back</td></tr>
 *   <tr><td>@name</td><td>an attribute: the mark of the change that bound it, then its bytes</td></tr>
 * </table>
 *
 * <p>Beside the hashes of a bucket are two sorted sets: {@code due}, all sessions by their end, and
 * {@code new}, those whose client has not come back, by their beginning. All keys of a bucket are
 * in one slot of a cluster. Times are milliseconds of the epoch by the caller's clock.
 *
 * <p>Each script gets the keys of the session and of both sets, and the arguments now, id, mark and
 * probation, then its own. A change that is repeated with the same mark, because nobody knows
 * whether it was made, is made once; and whoever asks again for the end of a session is given what
 * it was, which is kept for half a minute under its key and the mark.
 */
final class Scripts {
  /** SLACK: sessions outlive their end by that, for whoever tells their listeners. */
  private static final String COMMON =
      """
      local key, due, new = KEYS[1], KEYS[2], KEYS[3]
      local now, id, mark, probation = tonumber(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[4])
      local SLACK = 3600000

      local function text(number) return string.format('%.0f', number) end

      local function ending(s)
        local inactive = s.m > 0 and s.i + s.m or nil
        if s.r == '0' and (not inactive or s.c + probation < inactive) then
          return s.c + probation
        end
        return inactive
      end

      local function session(k)
        local f = redis.call('HMGET', k, 'v', 't', 'c', 'a', 'n', 'i', 'm', 'r')
        if not f[1] then return nil end
        return {v = f[1], t = f[2], c = tonumber(f[3]), a = tonumber(f[4]), n = tonumber(f[5]),
          i = tonumber(f[6]), m = tonumber(f[7]), r = f[8]}
      end

      local function over(s)
        local e = ending(s)
        return e and now >= e
      end

      local function live(k)
        local s = session(k)
        if s and not over(s) then return s end
        return nil
      end

      -- a set lasts as long as what it names
      local function outlast(set, left)
        local ttl = redis.call('PTTL', set)
        if (ttl >= 0 and ttl < left) or redis.call('ZCARD', set) == 1 then
          redis.call('PEXPIRE', set, text(left))
        end
      end

      local function schedule(k, name, s)
        local e = ending(s)
        if e then
          local left = math.max(e - now, 0) + SLACK
          redis.call('ZADD', due, text(e), name)
          redis.call('PEXPIRE', k, text(left))
          outlast(due, left)
        else
          redis.call('ZADD', due, '+inf', name)
          redis.call('PERSIST', k)
          redis.call('PERSIST', due)
        end
        if s.r == '0' then
          redis.call('ZADD', new, text(s.c), name)
          outlast(new, probation + SLACK)
        else
          redis.call('ZREM', new, name)
        end
      end

      local function unlisted(name)
        redis.call('ZREM', due, name)
        redis.call('ZREM', new, name)
      end

      local function taken(k, name)
        local fields = redis.call('HGETALL', k)
        redis.call('DEL', k)
        unlisted(name)
        return fields
      end

      -- no id has an exclamation mark
      local last = key .. '!' .. mark

      local function ended()
        redis.call('RENAME', key, last)
        redis.call('PEXPIRE', last, 30000)
        unlisted(id)
        return redis.call('HGETALL', last)
      end

      local function ended_before()
        local fields = redis.call('HGETALL', last)
        return #fields > 0 and fields or nil
      end

      """;

  /**
   * Most sessions and newcomers of the bucket, then names and values of fields. Answers with a
   * word, and the name and fields of a newcomer that had to give way.
   */
  static final Script CREATE =
      Script.of(
          COMMON,
          """
          if redis.call('EXISTS', key) == 1 then
            if redis.call('HGET', key, 't') == mark then return {'CREATED'} end
            return {'TAKEN'}
          end
          local most, newcomers = tonumber(ARGV[5]), tonumber(ARGV[6])
          local answer = {'CREATED'}
          local full = redis.call('ZCARD', due) >= most
          if full or redis.call('ZCARD', new) >= newcomers then
            local oldest = redis.call('ZRANGE', new, 0, 0)[1]
            if oldest then
              answer = {'CREATED', oldest, taken(string.sub(key, 1, -#id - 1) .. oldest, oldest)}
            elseif full then
              return {'REFUSED'}
            end
          end
          for i = 7, #ARGV, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
          redis.call('HSET', key, 't', mark)
          schedule(key, id, session(key))
          return answer
          """);

  /**
   * The mark that is known, and whether a request has come with the session. Answers with its
   * fields, without attributes if they are known; or with nothing.
   */
  static final Script READ =
      Script.of(
          COMMON,
          """
          local s = live(key)
          if not s then return nil end
          if ARGV[6] == '1' and (s.r == '0' or now - s.i >= 1000) then
            s.a, s.n, s.i, s.r = math.max(s.a, s.n), now, math.max(s.i, now), '1'
            redis.call('HSET', key, 'a', text(s.a), 'n', text(s.n), 'i', text(s.i), 'r', '1')
            schedule(key, id, s)
          end
          if s.t ~= ARGV[5] then return redis.call('HGETALL', key) end
          return {'v', s.v, 't', s.t, 'c', text(s.c), 'a', text(s.a), 'i', text(s.i),
            'm', text(s.m), 'r', s.r}
          """);

  /**
   * When the request came that is over, and when the session was last known to be idle: who was
   * heard of ever since while Redis was away is not over. Answers whether there is such a session.
   */
  static final Script TOUCH =
      Script.of(
          COMMON,
          """
          local at = now
          now = tonumber(ARGV[6])
          local s = live(key)
          now = at
          if not s then return 0 end
          local accessed = tonumber(ARGV[5])
          s.a, s.n, s.i, s.r = math.max(s.a, accessed), math.max(s.n, accessed), math.max(s.i, now), '1'
          redis.call('HSET', key, 'a', text(s.a), 'n', text(s.n), 'i', text(s.i), 'r', '1')
          schedule(key, id, s)
          return 1
          """);

  /**
   * The version it must have or nothing, the maximal idle time or nothing, the number of attributes
   * to bind, their names and values, and names to unbind. Answers with a word, the version, and the
   * mark of the change before.
   */
  static final Script SAVE =
      Script.of(
          COMMON,
          """
          local s = live(key)
          if not s then return {'GONE'} end
          if s.t == mark then return {'SAVED', s.v} end
          if ARGV[5] ~= '' and ARGV[5] ~= s.v then return {'CONFLICT', s.v} end
          local unbound = 8 + 2 * tonumber(ARGV[7])
          for i = 8, unbound - 1, 2 do redis.call('HSET', key, '@' .. ARGV[i], mark .. ARGV[i + 1]) end
          for i = unbound, #ARGV do redis.call('HDEL', key, '@' .. ARGV[i]) end
          local version = text(tonumber(s.v) + 1)
          redis.call('HSET', key, 'v', version, 't', mark)
          if ARGV[6] ~= '' then
            s.m = tonumber(ARGV[6])
            redis.call('HSET', key, 'm', ARGV[6])
            schedule(key, id, s)
          end
          return {'SAVED', version, s.t}
          """);

  /** A fourth key and the new name. Answers whether the session has it now. */
  static final Script RENAME =
      Script.of(
          COMMON,
          """
          local to, name = KEYS[4], ARGV[5]
          local s = live(key)
          if not s then return redis.call('HGET', to, 't') == mark and 1 or 0 end
          if redis.call('EXISTS', to) == 1 then return 0 end
          redis.call('RENAME', key, to)
          redis.call('HSET', to, 't', mark)
          redis.call('ZREM', due, id)
          redis.call('ZREM', new, id)
          schedule(to, name, s)
          return 1
          """);

  /** Answers with the fields of the session that is no more; or with nothing. */
  static final Script DELETE =
      Script.of(
          COMMON,
          """
          if not live(key) then return ended_before() end
          return ended()
          """);

  /** Answers with the fields of the session if its time was up; or with nothing. */
  static final Script COLLECT =
      Script.of(
          COMMON,
          """
          local s = session(key)
          if s and not over(s) then
            schedule(key, id, s)
            return nil
          end
          if s then return ended() end
          unlisted(id)
          return ended_before()
          """);

  private Scripts() {}
}
