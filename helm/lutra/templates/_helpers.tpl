{{- define "lutra.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "lutra.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "lutra.name" .) }}
{{- end }}

{{/* The labels that select the pods of a part: (list . "api") */}}
{{- define "lutra.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "lutra.labels" -}}
{{- $root := index . 0 -}}
{{ include "lutra.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* The image of a part: (list . "api"). A digest takes the place of the tag. */}}
{{- define "lutra.image" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
{{- $image := (get $root.Values $part).image -}}
{{- $kind := ternary "cuda" "cpu" (and (eq $part "worker") $root.Values.worker.gpu.enabled) -}}
{{- if $image.digest }}{{ printf "%s@%s" $image.repository $image.digest }}{{ else }}{{ printf "%s:%s" $image.repository ($image.tag | default (printf "%s-%s" $root.Chart.AppVersion $kind)) }}{{ end }}
{{- end }}

{{/*
What the pods of a part take from their secrets, (list . "api"), as far as helm can read them: nothing if it renders
without a cluster.
*/}}
{{- define "lutra.secrets" -}}
{{- $root := index . 0 -}}
{{- $names := list $root.Values.database.secret.name -}}
{{- if eq (index . 1) "api" }}{{ $names = append $names $root.Values.apiKey.secret.name }}{{ end -}}
{{- range $names }}
{{ . }}: {{ (lookup "v1" "Secret" $root.Release.Namespace .).data | default dict | toJson }}
{{- end }}
{{- end }}

{{- define "lutra.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "lutra.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* The variables that lead to the database. */}}
{{- define "lutra.database" -}}
- name: SPRING_DATASOURCE_URL
  {{- if .Values.database.url }}
  value: {{ .Values.database.url | quote }}
  {{- else }}
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.secret.name }}
      key: {{ .Values.database.secret.urlKey }}
  {{- end }}
- name: SPRING_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.secret.name }}
      key: {{ .Values.database.secret.usernameKey }}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.secret.name }}
      key: {{ .Values.database.secret.passwordKey }}
{{- end }}

{{/* The pod of a part: (list . "api"); its values are those under the part's name. */}}
{{- define "lutra.pod" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
{{- $values := get $root.Values $part -}}
{{- $gpu := and (eq $part "worker") $values.gpu.enabled -}}
metadata:
  labels:
    {{- include "lutra.selector" . | nindent 4 }}
    {{- with $root.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $annotations := deepCopy $root.Values.podAnnotations }}
  {{- if $root.Values.secretChecksums }}
  {{- $_ := set $annotations "checksum/secrets" (include "lutra.secrets" . | sha256sum) }}
  {{- end }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "lutra.serviceAccount" $root }}
  automountServiceAccountToken: false
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if eq $part "api" }}
  # The drain, the requests under way, and a reserve.
  terminationGracePeriodSeconds: {{ add $values.drainSeconds $values.shutdownSeconds 10 }}
  {{- else }}
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  {{- end }}
  {{- include "lutra.podSecurity" $root | nindent 2 }}
  {{- if and $gpu $values.gpu.runtimeClassName }}
  runtimeClassName: {{ $values.gpu.runtimeClassName }}
  {{- end }}
  containers:
    - name: {{ $part }}
      image: {{ include "lutra.image" (list $root $part) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      ports:
        - name: http
          containerPort: 8080
        - name: management
          containerPort: {{ $root.Values.management.port }}
      env:
        - name: LUTRA_ROLES
          value: {{ $part }}
        - name: LUTRA_DEVICE
          value: {{ ternary "cuda" "cpu" $gpu }}
        - name: MANAGEMENT_SERVER_PORT
          value: {{ $root.Values.management.port | quote }}
        {{- if $root.Values.migration.enabled }}
        - name: LUTRA_DATABASE_MIGRATE
          value: "false"
        {{- end }}
        {{- if eq $part "api" }}
        - name: LUTRA_WEB_DRAIN
          value: {{ printf "%ds" (int $values.drainSeconds) }}
        - name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE
          value: {{ printf "%ds" (int $values.shutdownSeconds) }}
        - name: LUTRA_API_KEY
          valueFrom:
            secretKeyRef:
              name: {{ $root.Values.apiKey.secret.name }}
              key: {{ $root.Values.apiKey.secret.key }}
        {{- end }}
        {{- include "lutra.database" $root | nindent 8 }}
        {{- with $values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # Includes the update of the database schema, unless a job does that.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 1
        failureThreshold: {{ $values.startupSeconds }}
      livenessProbe:
        httpGet: {path: /livez, port: http}
        {{- toYaml $root.Values.probes.liveness | nindent 8 }}
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        {{- toYaml $root.Values.probes.readiness | nindent 8 }}
      resources:
        {{- $storage := dict "ephemeral-storage" $values.tmpSize }}
        {{- $resources := mergeOverwrite (dict "requests" $storage "limits" (deepCopy $storage)) (deepCopy $values.resources) }}
        {{- if $gpu }}
        {{- $resources = mergeOverwrite $resources (dict "limits" (dict $values.gpu.resource $values.gpu.count)) }}
        {{- end }}
        {{- toYaml $resources | nindent 8 }}
      {{- include "lutra.containerSecurity" $root | nindent 6 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: data
          mountPath: /data
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ $values.tmpSize }}
    # The folder of the embedded database, which is not in use here.
    - name: data
      emptyDir:
        sizeLimit: 64Mi
  {{- $nodes := deepCopy $values.nodeSelector }}
  {{- $tolerations := $values.tolerations }}
  {{- if $gpu }}
  {{- $nodes = mergeOverwrite $nodes (deepCopy $values.gpu.nodeSelector) }}
  {{- $tolerations = concat $tolerations $values.gpu.tolerations }}
  {{- end }}
  {{- with $nodes }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- with $values.topologySpreadConstraints }}
    {{- toYaml . | nindent 4 }}
    {{- else }}
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "lutra.selector" (list $root $part) | nindent 10 }}
      # Only with pods of the same version.
      matchLabelKeys: [pod-template-hash]
    {{- end }}
    {{- end }}
{{- end }}
