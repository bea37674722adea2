package dev.lutra.problem;

/** What kind of failure a {@link Problem} is, with the status by which HTTP tells it (RFC 9110). */
public enum Status {
    /** The request cannot be understood. */
    MALFORMED(400),
    /** It needs a key, and has none or a wrong one. */
    UNAUTHENTICATED(401),
    /** The key does not allow it. */
    FORBIDDEN(403),
    /** What it names is not there. */
    NOT_FOUND(404),
    /** It contradicts the state of what it names. */
    CONFLICT(409),
    /** It is larger than the service accepts. */
    TOO_LARGE(413),
    /** Its type or format is not supported. */
    UNSUPPORTED_TYPE(415),
    /** It is understood, and a value in it is not acceptable. */
    UNACCEPTABLE(422),
    /** The service has too much to do. */
    OVERLOADED(429),
    /** Something that the service needs is not there at the moment. */
    UNAVAILABLE(503),
    /** There is no room left to store it. */
    STORAGE_FULL(507);

    private final int http;

    Status(int http) {
        this.http = http;
    }

    /** The number of the HTTP status. */
    public int http() {
        return http;
    }
}
