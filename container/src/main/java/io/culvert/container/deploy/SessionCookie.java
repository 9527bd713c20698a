package io.culvert.container.deploy;

import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that tells a client its session. All of an application are alike but for the value, so
 * they share what has been declared for them. Undertow's own cookies each fill a sorted map with
 * it, which takes longer than all else that has to do with a new session.
 *
 * <p>It is what it is: its setters refuse.
 */
final class SessionCookie implements Cookie {

  /** What all session cookies of one application have in common. */
  static final class Kind {
    private static final NavigableSet<String> RENDERED_BY_NAME =
        new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
      RENDERED_BY_NAME.addAll(
          Set.of(
              COOKIE_PATH_ATTR,
              COOKIE_DOMAIN_ATTR,
              COOKIE_DISCARD_ATTR,
              COOKIE_SECURE_ATTR,
              COOKIE_HTTP_ONLY_ATTR,
              COOKIE_MAX_AGE_ATTR,
              COOKIE_EXPIRES_ATTR,
              COOKIE_COMMENT_ATTR,
              COOKIE_SAME_SITE_ATTR));
    }

    private final Cookie declared;
    private final Map<String, String> others;

    /**
     * @param attributes as of {@code SessionCookieConfig.getAttributes()}; the case of their names
     *     does not matter
     */
    Kind(String name, Map<String, String> attributes) {
      declared = new CookieImpl(name);
      Map<String, String> unknown = new HashMap<>();
      attributes.forEach(
          (each, value) -> {
            if (RENDERED_BY_NAME.contains(each)) {
              // Undertow's own cookies know only this spelling, and send nothing of another one
              declared.setAttribute(RENDERED_BY_NAME.floor(each), value);
            } else {
              unknown.put(each, value);
            }
          });
      others = Map.copyOf(unknown);
    }

    String name() {
      return declared.getName();
    }

    SessionCookie with(String value, boolean secure) {
      return new SessionCookie(this, value, secure || declared.isSecure(), declared.getMaxAge());
    }

    /** Has the client forget it. A plain one is of no use against a secure one. */
    SessionCookie ending(String value, boolean secure) {
      return new SessionCookie(this, value, secure || declared.isSecure(), 0);
    }
  }

  private final Kind kind;
  private final String value;
  private final boolean secure;
  private final @Nullable Integer maxAge;

  private SessionCookie(Kind kind, String value, boolean secure, @Nullable Integer maxAge) {
    this.kind = kind;
    this.value = value;
    this.secure = secure;
    this.maxAge = maxAge;
  }

  @Override
  public String getName() {
    return kind.name();
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public @Nullable String getPath() {
    return kind.declared.getPath();
  }

  @Override
  public @Nullable String getDomain() {
    return kind.declared.getDomain();
  }

  @Override
  public @Nullable Integer getMaxAge() {
    return maxAge;
  }

  @Override
  public boolean isDiscard() {
    return kind.declared.isDiscard();
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public int getVersion() {
    return kind.declared.getVersion();
  }

  @Override
  public boolean isHttpOnly() {
    return kind.declared.isHttpOnly();
  }

  @Override
  public @Nullable Date getExpires() {
    return kind.declared.getExpires();
  }

  @Override
  public @Nullable String getComment() {
    return kind.declared.getComment();
  }

  @Override
  public boolean isSameSite() {
    return kind.declared.isSameSite();
  }

  @Override
  public @Nullable String getSameSiteMode() {
    return kind.declared.getSameSiteMode();
  }

  /** Those that have no getter of their own. */
  @Override
  public Map<String, String> getAttributes() {
    return kind.others;
  }

  @Override
  public Cookie setValue(String value) {
    throw refusal();
  }

  @Override
  public Cookie setPath(String path) {
    throw refusal();
  }

  @Override
  public Cookie setDomain(String domain) {
    throw refusal();
  }

  @Override
  public Cookie setMaxAge(Integer maxAge) {
    throw refusal();
  }

  @Override
  public Cookie setDiscard(boolean discard) {
    throw refusal();
  }

  @Override
  public Cookie setSecure(boolean secure) {
    throw refusal();
  }

  @Override
  public Cookie setVersion(int version) {
    throw refusal();
  }

  @Override
  public Cookie setHttpOnly(boolean httpOnly) {
    throw refusal();
  }

  @Override
  public Cookie setExpires(Date expires) {
    throw refusal();
  }

  @Override
  public Cookie setComment(String comment) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException("session cookies are as they were declared");
  }

  /** As all of Undertow's: a later one of the same name, path and domain takes the place. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cookie cookie
        && getName().equals(cookie.getName())
        && Objects.equals(getPath(), cookie.getPath())
        && Objects.equals(getDomain(), cookie.getDomain());
  }

  /** Undertow's formula, since cookies of its classes may equal this one. */
  @Override
  public int hashCode() {
    int hash = 37 * 17 + getName().hashCode();
    hash = 37 * hash + Objects.hashCode(getPath());
    return 37 * hash + Objects.hashCode(getDomain());
  }

  /** Without the value, which is a secret. */
  @Override
  public String toString() {
    return "cookie %s of path %s".formatted(getName(), getPath());
  }
}
