package io.culvert.container.deploy;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of one archive's entries: each must stay inside the folder it is unpacked to, and no
 * two may mean the same file on any file system, whether or not it tells case apart.
 */
final class EntryNames {
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");

  /** By folded path what stands there. */
  private final Map<String, Place> places = new HashMap<>();

  private record Place(String path, boolean isFolder) {}

  /**
   * Takes the next entry.
   *
   * @param name as the archive has it; with a slash at its end it is a folder
   * @throws DeploymentException if it is hostile or clashes with an earlier one
   */
  void accept(String name) throws DeploymentException {
    boolean folder = name.endsWith("/");
    String path = folder ? name.substring(0, name.length() - 1) : name;
    refuseEscapes(name, path);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      claim(new Place(path.substring(0, slash), true));
    }
    claim(new Place(path, folder));
  }

  private static void refuseEscapes(String name, String path) throws DeploymentException {
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      throw new DeploymentException(
          "entry '%s' has an absolute name; names in a WAR are relative".formatted(shown(name)));
    }
    if (path.chars().anyMatch(c -> c < 0x20 || c == 0x7F || c == '\\')) {
      throw new DeploymentException(
          "entry '%s' has a backslash or control character in its name".formatted(shown(name)));
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new DeploymentException(
            "entry '%s' has an empty, '.' or '..' segment in its name; it could leave its folder"
                .formatted(shown(name)));
      }
    }
  }

  private void claim(Place place) throws DeploymentException {
    Place earlier = places.putIfAbsent(folded(place.path()), place);
    if (earlier == null) {
      return;
    }
    if (!earlier.path().equals(place.path())) {
      throw new DeploymentException(
          "entries '%s' and '%s' differ in case or Unicode form only; rename one"
              .formatted(earlier.path(), place.path()));
    }
    if (!earlier.isFolder() || !place.isFolder()) {
      throw new DeploymentException("entry '%s' occurs twice".formatted(place.path()));
    }
  }

  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** A hostile name must not drive the operator's terminal. */
  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
