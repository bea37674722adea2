package dev.lutra.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, RoleSettings.class})
class WebConfiguration implements WebMvcConfigurer {

    /**
     * Permits web pages of all origins to read LUTs, to import the library in JavaScript, and to write with a key. This is safe because pages send the key
     * themselves and no cookie is involved.
     */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        var pages = new CorsConfiguration();
        pages.addAllowedOrigin(CorsConfiguration.ALL);
        pages.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        pages.addAllowedHeader(CorsConfiguration.ALL);
        pages.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.CONTENT_DISPOSITION,
                HttpHeaders.LINK,
                HttpHeaders.LOCATION,
                "Repr-Digest",
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.WWW_AUTHENTICATE,
                "Lutra-Coverage",
                "Lutra-Delta-E",
                "Lutra-Warnings"));
        pages.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        List.of(
                        "/luts/**",
                        "/luts.zip",
                        "/ocio.zip",
                        "/models/**",
                        "/tokens/**",
                        "/training-jobs/**",
                        "/v3/api-docs/**",
                        "/lutra.js",
                        "/lutra.d.ts",
                        "/lutra/**")
                .forEach(path -> source.registerCorsConfiguration(path, pages));
        return source;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ShortPatterns());
    }
}
