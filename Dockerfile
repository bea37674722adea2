# This file builds two images of Lutra: `cpu`, the default, for amd64 and arm64, and `cuda` for amd64. See
# docs/containers.md. A digest (name@sha256:…) in place of a tag makes a build repeatable.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=debian:13-slim
ARG CUDA_IMAGE=nvidia/cuda:12.8.1-runtime-ubuntu24.04
# The origin of lutra.jar: `source` builds it, `target` copies target/lutra.jar.
ARG JAR=source
ARG VERSION=0.2.0
ARG REVISION=

FROM ${JDK_IMAGE} AS jar-source
WORKDIR /lutra
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw -q -B -ntp -Dmaven.test.skip=true package

FROM ${JDK_IMAGE} AS jar-target
COPY target/lutra.jar /lutra/target/lutra.jar

# This stage extracts /app/lutra.jar and /app/lib. The native libraries of DJL go to /native; those of libtorch are removed.
# The native library of zstd is unpacked beside the jars, because /tmp may be noexec.
FROM jar-${JAR} AS app
RUN java -Djarmode=tools -jar /lutra/target/lutra.jar extract --destination /app \
    && mkdir /native && mv /app/lib/pytorch-jni-*.jar /native/ \
    && rm -f /app/lib/pytorch-native-*.jar \
    && cd /native && jar xf /app/lib/zstd-jni-*.jar linux \
    && mv linux/$(uname -m | sed s/x86_64/amd64/)/libzstd-jni-*.so /app/lib/libzstd-jni.so

# Without the first command the AOT cache could contain neither the module graph nor linked classes (docs/decisions/0007).
FROM ${JDK_IMAGE} AS jre
COPY src/main/docker/ResolveVectorModule.java /tmp/
RUN java /tmp/ResolveVectorModule.java && jlink --output /jre --no-man-pages --no-header-files --compress zip-6 --include-locales en \
    --add-modules java.se,jdk.incubator.vector,jdk.charsets,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata \
    --add-modules jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

# The libraries of libtorch, with DJL's own beside them: DJL looks there first.
FROM app AS torch
ARG LIBTORCH=https://download.pytorch.org/libtorch/cu128/libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip
ARG LIBTORCH_SHA256=
ARG LIBTORCH_FLAVOR=cu128
ADD ${LIBTORCH} /libtorch.zip
RUN test -n "${LIBTORCH_SHA256}" || { echo "Set the build argument LIBTORCH_SHA256. The file of ${LIBTORCH} has $(sha256sum < /libtorch.zip)" >&2; exit 1; } \
    && echo "${LIBTORCH_SHA256}  /libtorch.zip" | sha256sum -c - \
    && jar xf /libtorch.zip && mkdir /torch && mv libtorch/lib/*.so* /torch/ \
    && rm -f /torch/lib*_test.so /torch/libbackend_with_compiler.so \
    && cd /native && jar xf pytorch-jni-*.jar jnilib/linux-x86_64 \
    && mv jnilib/linux-x86_64/${LIBTORCH_FLAVOR}/libdjl_torch.so /torch/ \
    && jar xf /app/lib/jna-*.jar com/sun/jna/linux-x86-64

FROM ${CUDA_IMAGE} AS cuda-untrained
ARG LIBTORCH_FLAVOR=cu128
COPY --from=torch /torch /opt/torch
# DJL counts GPUs with JNA. It is unpacked, because /tmp may be noexec.
COPY --from=torch /native/com/sun/jna/linux-x86-64 /opt/jna
COPY --from=jre /jre /opt/java
COPY --from=app /app/lib /opt/lutra/lib
COPY --from=app /app/lutra.jar /opt/lutra/
COPY models /opt/lutra/models
COPY src/main/docker/jvm.options /opt/lutra/
COPY src/main/docker/health src/main/docker/train /usr/local/bin/
ENV PATH=/opt/java/bin:$PATH LANG=C.UTF-8 MALLOC_ARENA_MAX=2 LUTRA_DATA=/data LUTRA_MODELS_PATH=/opt/lutra/models \
    MANAGEMENT_SERVER_PORT=8081 \
    OPT_OUT_TRACKING=true DJL_OFFLINE=true DJL_CACHE_DIR=/tmp/djl \
    PYTORCH_LIBRARY_PATH=/opt/torch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=${LIBTORCH_FLAVOR}
RUN echo '-Djna.boot.library.path=/opt/jna -Djna.library.path=/usr/local/cuda/lib64' >> /opt/lutra/jvm.options \
    && echo 'lutra:x:10001:10001::/data:/usr/sbin/nologin' >> /etc/passwd && echo 'lutra:x:10001:' >> /etc/group \
    && mkdir /data && chown 10001:10001 /data

FROM cuda-untrained AS cuda-trained
RUN train

FROM cuda-untrained AS cuda
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="Lutra with CUDA" \
      org.opencontainers.image.description="Stores 3D LUTs in one small neural network and delivers them over HTTP" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=cuda-trained /opt/lutra/lutra.aot /opt/lutra/
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["health"]
ENTRYPOINT ["java", "@/opt/lutra/jvm.options", "-XX:AOTCache=/opt/lutra/lutra.aot", "-jar", "/opt/lutra/lutra.jar"]

FROM ${BASE_IMAGE} AS cpu-untrained
COPY --from=jre /jre /opt/java
COPY --from=app /app/lib /opt/lutra/lib
COPY --from=app /app/lutra.jar /opt/lutra/
COPY models /opt/lutra/models
COPY src/main/docker/jvm.options /opt/lutra/
COPY src/main/docker/health src/main/docker/train /usr/local/bin/
ENV PATH=/opt/java/bin:$PATH LANG=C.UTF-8 MALLOC_ARENA_MAX=2 LUTRA_DATA=/data LUTRA_MODELS_PATH=/opt/lutra/models \
    MANAGEMENT_SERVER_PORT=8081 \
    OPT_OUT_TRACKING=true DJL_OFFLINE=true DJL_CACHE_DIR=/tmp/djl
RUN echo 'lutra:x:10001:10001::/data:/usr/sbin/nologin' >> /etc/passwd && echo 'lutra:x:10001:' >> /etc/group \
    && mkdir /data && chown 10001:10001 /data

FROM cpu-untrained AS cpu-trained
RUN train

FROM cpu-untrained AS cpu
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="Lutra" \
      org.opencontainers.image.description="Stores 3D LUTs in one small neural network and delivers them over HTTP" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=cpu-trained /opt/lutra/lutra.aot /opt/lutra/
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["health"]
ENTRYPOINT ["java", "@/opt/lutra/jvm.options", "-XX:AOTCache=/opt/lutra/lutra.aot", "-jar", "/opt/lutra/lutra.jar"]
