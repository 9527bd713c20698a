package io.culvert.connector.wire;

/** The record types of FastCGI Specification 1.0 §8, by their numbers on the wire. */
public final class RecordType {
  public static final int BEGIN_REQUEST = 1;
  public static final int ABORT_REQUEST = 2;
  public static final int END_REQUEST = 3;
  public static final int PARAMS = 4;
  public static final int STDIN = 5;
  public static final int STDOUT = 6;
  public static final int STDERR = 7;
  public static final int DATA = 8;
  public static final int GET_VALUES = 9;
  public static final int GET_VALUES_RESULT = 10;
  public static final int UNKNOWN_TYPE = 11;

  private RecordType() {}
}
