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
  {{- with $root.Values.podAnnotations }}
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
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  {{- if and $gpu $values.gpu.runtimeClassName }}
  runtimeClassName: {{ $values.gpu.runtimeClassName }}
  {{- end }}
  containers:
    - name: {{ $part }}
      image: {{ printf "%s:%s" $root.Values.image.repository ($root.Values.image.tag | default (printf "%s-%s" $root.Chart.AppVersion (ternary "cuda" "cpu" $gpu))) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      ports:
        - name: http
          containerPort: 8080
      env:
        - name: LUTRA_ROLES
          value: {{ $part }}
        - name: LUTRA_DEVICE
          value: {{ ternary "cuda" "cpu" $gpu }}
        - name: LUTRA_API_KEY
          valueFrom:
            secretKeyRef:
              name: {{ $root.Values.apiKey.secret.name }}
              key: {{ $root.Values.apiKey.secret.key }}
        - name: SPRING_DATASOURCE_URL
          {{- if $root.Values.database.url }}
          value: {{ $root.Values.database.url | quote }}
          {{- else }}
          valueFrom:
            secretKeyRef:
              name: {{ $root.Values.database.secret.name }}
              key: {{ $root.Values.database.secret.urlKey }}
          {{- end }}
        - name: SPRING_DATASOURCE_USERNAME
          valueFrom:
            secretKeyRef:
              name: {{ $root.Values.database.secret.name }}
              key: {{ $root.Values.database.secret.usernameKey }}
        - name: SPRING_DATASOURCE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ $root.Values.database.secret.name }}
              key: {{ $root.Values.database.secret.passwordKey }}
        {{- with $values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # Two minutes, which must be enough for the migration of the database schema too.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        periodSeconds: 3
        timeoutSeconds: 3
      {{- if eq $part "api" }}
      lifecycle:
        preStop:
          # Waits until all proxies know that this pod stops.
          exec:
            command: [sleep, "5"]
      {{- end }}
      resources:
        {{- $resources := deepCopy $values.resources }}
        {{- if $gpu }}
        {{- $resources = mergeOverwrite $resources (dict "limits" (dict "nvidia.com/gpu" $values.gpu.count)) }}
        {{- end }}
        {{- toYaml $resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
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
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
