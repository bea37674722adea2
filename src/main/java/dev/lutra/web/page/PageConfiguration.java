package dev.lutra.web.page;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import dev.lutra.library.Library;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Serves the page. A process that is only a worker has none. */
@Configuration(proxyBeanMethods = false)
@Profile("api")
class PageConfiguration implements WebMvcConfigurer, HandlerInterceptor {

    /** The files of the page fit together, so no cache may mix those of two versions. */
    static final CacheControl REVALIDATED = CacheControl.noCache().cachePublic();

    private final WebProperties.Resources settings;
    private final List<Resource> locations;

    PageConfiguration(WebProperties properties, ResourceLoader loader) {
        settings = properties.getResources();
        locations = Stream.of(settings.getStaticLocations())
                .map(loader::getResource)
                .toList();
    }

    @Bean
    RouterFunction<ServerResponse> pages(Library library) {
        var pages = new Pages(library, locations);
        return RouterFunctions.route(at("/"), pages::gallery)
                .andRoute(at(Pages.LOOK), pages::look)
                .andRoute(at(Pages.TOKEN), pages::token);
    }

    /**
     * Asks the routes of the pages after the controllers. By default they come first, and every request to a controller
     * would be copied for their predicates.
     */
    @Bean
    static BeanPostProcessor pagesAfterControllers() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof RouterFunctionMapping routes) {
                    routes.setOrder(1);
                }
                return bean;
            }
        };
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        boolean kept = settings.getChain().isCache();
        registry.addResourceHandler("/**")
                .addResourceLocations(locations.toArray(Resource[]::new))
                .setUseLastModified(false)
                .setEtagGenerator(PageConfiguration::etag)
                .setCacheControl(REVALIDATED)
                .resourceChain(false)
                .addResolver(new StaticFileResolver(kept));
    }

    // Spring takes null for no ETag, although its signature does not say so.
    @SuppressWarnings("NullAway")
    private static String etag(Resource file) {
        return file instanceof StaticFile known ? known.etag() : null;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** Tells caches what the encoding of a file depends on, also in an answer 304, to which the file adds nothing. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof ResourceHttpRequestHandler) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        return true;
    }

    private static RequestPredicate at(String address) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(address));
    }
}
