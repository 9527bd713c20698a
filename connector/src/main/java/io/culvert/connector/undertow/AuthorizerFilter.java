package io.culvert.connector.undertow;

import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.AsyncContextImpl;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;

/**
 * Stands right before a servlet and tells the {@link Verdict} what it answers, if it owns the
 * authorizer's path.
 */
final class AuthorizerFilter implements Filter {
  private static final int FAILED = 500;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletRequestContext context = ServletRequestContext.requireCurrent();
    Verdict verdict =
        context.getExchange().getConnection() instanceof RequestConnection connection
            ? connection.verdict()
            : null;
    if (verdict == null || !isOwn(((HttpServletRequest) request).getHttpServletMapping())) {
      chain.doFilter(request, response);
      return;
    }
    verdict.asked();
    int status = FAILED;
    try {
      chain.doFilter(request, response);
      status = ((HttpServletResponse) response).getStatus();
    } finally {
      AsyncContextImpl async = context.getOriginalRequest().getAsyncContextInternal();
      if (async == null || status == FAILED) {
        verdict.answered(status);
      } else {
        async.addListener(new Completion(verdict));
      }
    }
  }

  /**
   * Whether the application mapped its servlet to this very path, or to paths below one. A servlet
   * for whatever else comes, as static files and start pages have one, may answer anything with a
   * {@code 200}.
   */
  private static boolean isOwn(HttpServletMapping mapping) {
    MappingMatch match = mapping.getMappingMatch();
    return match == MappingMatch.EXACT
        || (match == MappingMatch.PATH && !mapping.getPattern().equals("/*"));
  }

  /** An asynchronous servlet has answered when it completes. */
  private record Completion(Verdict verdict) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      verdict.answered(((HttpServletResponse) event.getAsyncContext().getResponse()).getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      verdict.answered(FAILED);
    }

    @Override
    public void onError(AsyncEvent event) {
      verdict.answered(FAILED);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
