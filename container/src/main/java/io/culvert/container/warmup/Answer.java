package io.culvert.container.warmup;

import io.undertow.util.StatusCodes;

/**
 * What a path was answered with.
 *
 * @param status as in HTTP; 0 if the application failed outside of any answer
 */
record Answer(int status) {
  static final Answer NONE = new Answer(0);

  boolean isError() {
    return status == 0 || status >= StatusCodes.BAD_REQUEST;
  }

  boolean isServerError() {
    return status == 0 || status >= StatusCodes.INTERNAL_SERVER_ERROR;
  }

  @Override
  public String toString() {
    return status == 0 ? "with nothing" : "with " + status;
  }
}
