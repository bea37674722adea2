package dev.lutra.problem;

/** The kind of failure of a {@link Problem}, with its HTTP status (RFC 9110). */
public enum Status {
    /** The request is malformed. */
    MALFORMED(400),
    /** The request needs a key, and has none or an invalid one. */
    UNAUTHENTICATED(401),
    /** The key does not permit the request. */
    FORBIDDEN(403),
    /** The request names something that does not exist. */
    NOT_FOUND(404),
    /** The request contradicts the current state of its target. */
    CONFLICT(409),
    /** The request does not declare the length of its body. */
    LENGTH_REQUIRED(411),
    /** The request is larger than the service accepts. */
    TOO_LARGE(413),
    /** The content type or the format is not supported. */
    UNSUPPORTED_TYPE(415),
    /** The request is well formed, but contains a value that is not acceptable. */
    UNACCEPTABLE(422),
    /** The service is overloaded. */
    OVERLOADED(429),
    /** A component that the service needs is not available at the moment. */
    UNAVAILABLE(503),
    /** The storage is full. */
    STORAGE_FULL(507);

    private final int http;

    Status(int http) {
        this.http = http;
    }

    /** The HTTP status code. */
    public int http() {
        return http;
    }
}
