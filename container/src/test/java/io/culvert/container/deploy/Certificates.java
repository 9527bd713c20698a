package io.culvert.container.deploy;

/** Certificates of two people, as a front end sends them: base64 without the frame. */
final class Certificates {
  /** CN=ann,O=Example. */
  static final String ANN =
      "MIIBlzCCAT2gAwIBAgIUEaO1VgfiOotTbBJw7t1++otPGPEwCgYIKoZIzj0EAwIwIDEQMA4GA1UE"
          + "CgwHRXhhbXBsZTEMMAoGA1UEAwwDYW5uMCAXDTI2MTEyMjEwNTYwOFoYDzIxMjYxMDI5MTA1NjA4"
          + "WjAgMRAwDgYDVQQKDAdFeGFtcGxlMQwwCgYDVQQDDANhbm4wWTATBgcqhkjOPQIBBggqhkjOPQMB"
          + "BwNCAAQaaeT4uogd8tcDRV9i19dagFCPwMksUWK7n+hpqdWjKsVcBtylQqX7qUhCwzH9wHqXrZuK"
          + "D5OZIEJ7bpFR1SCEo1MwUTAdBgNVHQ4EFgQUE28MiU13D1eAcMDWj1oBzmQlI28wHwYDVR0jBBgw"
          + "FoAUE28MiU13D1eAcMDWj1oBzmQlI28wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF"
          + "AiEAx14d/RwU+dRMsjeHeV9aEOLX17okQ05VdxsQLCMzfaYCIG5ekJPmFhS0W/xzm4t77trG/oVA"
          + "psF7q/geOtpiE61r";

  /** CN=eve,O=Example. */
  static final String EVE =
      "MIIBljCCAT2gAwIBAgIUM1PRWKoEvkzH3mXqDbWJXoVO/KQwCgYIKoZIzj0EAwIwIDEQMA4GA1UE"
          + "CgwHRXhhbXBsZTEMMAoGA1UEAwwDZXZlMCAXDTI2MTEyMjEwNTYwOFoYDzIxMjYxMDI5MTA1NjA4"
          + "WjAgMRAwDgYDVQQKDAdFeGFtcGxlMQwwCgYDVQQDDANldmUwWTATBgcqhkjOPQIBBggqhkjOPQMB"
          + "BwNCAAQgfjIfUkfiUARi2OCqC8ZMuEOswNZSe7nPQ8RUdnVmEfLtLnkcvxJ0YOjwgBA7FEGg6EBq"
          + "M15oDu5rvgx9GbHxo1MwUTAdBgNVHQ4EFgQU2TJ46ywYRf8GPQPgICqh0CpPk/AwHwYDVR0jBBgw"
          + "FoAU2TJ46ywYRf8GPQPgICqh0CpPk/AwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBE"
          + "AiBS+cOvk5FixcCNAtIjzGqA3cjKqHDsgKF6YV9I2vndtQIgCo1TUbFlMAygB1CcZ6GypH7xgu//"
          + "3BCo1VmUqsRFXYE=";

  private Certificates() {}
}
