"""What the scenes share: bodies of revolution, tubes, leaves, materials out of nodes, light, camera and the render itself.

Run by Blender (3.4 or later) through still-life.py and landscape.py; see render.sh.
"""
import math
import random
import sys

import bpy
from mathutils import Vector


def empty_scene(seed):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    random.seed(seed)
    return bpy.context.scene


def mesh(name, vertices, faces, material, smooth=True, levels=0):
    data = bpy.data.meshes.new(name)
    data.from_pydata(vertices, [], faces)
    data.update()
    for polygon in data.polygons:
        polygon.use_smooth = smooth
    thing = bpy.data.objects.new(name, data)
    data.materials.append(material.data)
    bpy.context.scene.collection.objects.link(thing)
    if levels:
        smoother = thing.modifiers.new("smooth", "SUBSURF")
        smoother.levels = smoother.render_levels = levels
    return thing


def spline(points, steps):
    """Catmull-Rom through the points."""
    ends = [points[0]] + list(points) + [points[-1]]
    line = []
    for i in range(1, len(ends) - 2):
        a, b, c, d = (Vector(p) for p in ends[i - 1:i + 3])
        for k in range(steps):
            t = k / steps
            line.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3))
    line.append(Vector(points[-1]))
    return line


def turned(name, profile, material, segments=64, steps=6, lumps=0.0):
    """A body of revolution: the profile is (radius, height) from bottom to top."""
    line = spline(profile, steps)
    phase = random.random() * 9
    vertices, faces = [], []
    for radius, height in line:
        for k in range(segments):
            turn = 2 * math.pi * k / segments
            r = max(radius, 1e-4) * (1 + lumps * (math.sin(2 * turn + phase) + 0.6 * math.sin(5 * turn + 2 * phase)))
            vertices.append((r * math.cos(turn), r * math.sin(turn), height))
    for j in range(len(line) - 1):
        for k in range(segments):
            n = (k + 1) % segments
            faces.append((j * segments + k, j * segments + n, (j + 1) * segments + n, (j + 1) * segments + k))
    return mesh(name, vertices, faces, material, levels=1)


def tube(name, points, radius, material, taper=0.5):
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth, curve.bevel_resolution = radius, 3
    line = curve.splines.new("POLY")
    smooth = spline(points, 8)
    line.points.add(len(smooth) - 1)
    for i, p in enumerate(smooth):
        line.points[i].co = (*p, 1)
        line.points[i].radius = 1 - (1 - taper) * i / len(smooth)
    thing = bpy.data.objects.new(name, curve)
    curve.materials.append(material.data)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def leaf_mesh(name, length, width, bend, fold, material, tip=1.0, rows=10, columns=6):
    """A blade along +y that bends down and folds along its middle; tip > 1 is blunter."""
    vertices, faces = [], []
    for j in range(rows + 1):
        t = j / rows
        half = width / 2 * math.sin(math.pi * min(t ** (1 / tip), 1)) ** 0.75
        for i in range(columns + 1):
            s = 2 * i / columns - 1
            vertices.append((half * s, length * t, -bend * t * t + fold * abs(s) * half))
    across = columns + 1
    for j in range(rows):
        for i in range(columns):
            a = j * across + i
            faces.append((a, a + 1, a + across + 1, a + across))
    return mesh(name, vertices, faces, material)


def copy_of(thing, place, turn=(0, 0, 0), size=1.0):
    other = thing.copy()
    other.location, other.rotation_euler = place, turn
    other.scale = (size,) * 3 if isinstance(size, (int, float)) else size
    bpy.context.scene.collection.objects.link(other)
    return other


class Material:
    """A principled material whose inputs are numbers, colours or other nodes' outputs."""

    def __init__(self, name, **inputs):
        self.data = bpy.data.materials.new(name)
        self.data.use_nodes = True
        self.tree = self.data.node_tree
        self.shader = self.tree.nodes["Principled BSDF"]
        self.set(**inputs)

    def set(self, **inputs):
        for key, value in inputs.items():
            name = {"color": "Base Color", "ior": "IOR"}.get(key, key.replace("_", " ").title())
            self._feed(self.shader.inputs[name], value)
        return self

    def _feed(self, slot, value):
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, slot)
        else:
            slot.default_value = (*value, 1) if isinstance(value, tuple) and len(value) == 3 and len(slot.default_value) == 4 else value

    def node(self, kind, inputs=None, out=0, **properties):
        made = self.tree.nodes.new("ShaderNode" + kind)
        for key, value in properties.items():
            setattr(made, key, value)
        for key, value in (inputs or {}).items():
            self._feed(made.inputs[key], value)
        return made.outputs[out]

    def noise(self, scale, stretch=(1, 1, 1), detail=6, roughness=0.55, distortion=0.0):
        where = self.node("Mapping", {"Vector": self.node("TexCoord", out="Object"), "Scale": stretch})
        return self.node("TexNoise", {"Vector": where, "Scale": scale, "Detail": detail, "Roughness": roughness,
                                      "Distortion": distortion})

    def ramp(self, factor, *stops):
        made = self.tree.nodes.new("ShaderNodeValToRGB")
        self.tree.links.new(factor, made.inputs[0])
        ramp = made.color_ramp
        while len(ramp.elements) < len(stops):
            ramp.elements.new(0.5)
        for element, (place, color) in zip(ramp.elements, stops):
            element.position, element.color = place, (*color, 1)
        return made.outputs[0]

    def height(self, axis="Z"):
        return self.node("SeparateXYZ", {"Vector": self.node("TexCoord", out="Generated")}, out=axis)

    def mix(self, factor, a, b, blend="MIX"):
        return self.node("MixRGB", {"Fac": factor, "Color1": a, "Color2": b}, blend_type=blend)

    def math(self, operation, a, b):
        return self.node("Math", {0: a, 1: b}, operation=operation)

    def bump(self, height, strength, distance=0.01):
        self._feed(self.shader.inputs["Normal"],
                   self.node("Bump", {"Height": height, "Strength": strength, "Distance": distance}))
        return self

    def translucent(self, color, share):
        """Lets light through, as leaves, petals and cloth do."""
        through = self.node("BsdfTranslucent", {"Color": color})
        both = self.node("MixShader", {0: share, 1: self.shader.outputs[0], 2: through})
        self.tree.links.new(both, self.tree.nodes["Material Output"].inputs["Surface"])
        return self


def area_light(place, target, size, power, color):
    light = bpy.data.lights.new("area", "AREA")
    light.shape, light.size, light.size_y = "RECTANGLE", *size
    light.energy, light.color = power, color
    thing = bpy.data.objects.new("area", light)
    thing.location = place
    thing.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(thing)


def camera(place, target, lens, stop=None, focus=None):
    lens_data = bpy.data.cameras.new("camera")
    lens_data.lens = lens
    thing = bpy.data.objects.new("camera", lens_data)
    thing.location = place
    thing.rotation_euler = (Vector(target) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    if stop:
        lens_data.dof.use_dof = True
        lens_data.dof.aperture_fstop = stop
        lens_data.dof.focus_distance = (Vector(focus) - Vector(place)).length
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing


def render(exposure=0.0, look="Medium High Contrast"):
    """Arguments after `--`: the file to write, and optionally samples and a percentage of the size."""
    arguments = sys.argv[sys.argv.index("--") + 1:]
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.samples = int(arguments[1]) if len(arguments) > 1 else 400
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.02
    cycles.use_denoising = False
    cycles.seed = 1
    cycles.max_bounces, cycles.sample_clamp_indirect = 6, 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    scene.render.resolution_x, scene.render.resolution_y = 1200, 800
    scene.render.resolution_percentage = int(arguments[2]) if len(arguments) > 2 else 100
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = look
    scene.view_settings.exposure = exposure
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_depth = "16"
    scene.render.filepath = arguments[0]
    bpy.ops.render.render(write_still=True)
