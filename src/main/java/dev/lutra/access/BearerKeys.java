package dev.lutra.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Reads the API key from {@code Authorization: Bearer …} (RFC 6750) and looks up its rights. */
final class BearerKeys implements AuthenticationConverter, AuthenticationManager {

    static final String ADMIN = "ADMIN";

    private static final String PRINCIPAL = "api-key";
    private static final String SCHEME = "bearer ";

    private final ApiKeys keys;

    BearerKeys(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        String key = header.substring(SCHEME.length()).strip();
        return key.isEmpty() ? null : new PreAuthenticatedAuthenticationToken(PRINCIPAL, key);
    }

    /**
     * Authenticates a key. Throws {@link BadCredentialsException} if the key is not valid, and {@link
     * AuthenticationServiceException} if the database does not answer.
     */
    @Override
    public Authentication authenticate(Authentication key) {
        try {
            ApiKeys.Permission permission = keys.permission(String.valueOf(key.getCredentials()))
                    .orElseThrow(() -> new BadCredentialsException("the key is unknown or revoked"));
            List<String> roles = permission == ApiKeys.Permission.ADMIN ? List.of("ROLE_" + ADMIN) : List.of();
            return new PreAuthenticatedAuthenticationToken(PRINCIPAL, "", AuthorityUtils.createAuthorityList(roles));
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the key cannot be looked up", e);
        }
    }
}
