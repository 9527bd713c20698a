package io.culvert.container.frontend.check;

import java.util.List;

/**
 * A value that is given to an option of lighttpd.
 *
 * @param conditions the conditions it stands in, the outermost first, as they are written
 */
record LighttpdSetting(Place place, String key, LighttpdValue value, List<String> conditions) {
  LighttpdSetting {
    conditions = List.copyOf(conditions);
  }
}
