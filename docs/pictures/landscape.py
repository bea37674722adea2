"""A mountain lake in the evening: sky, haze, snow, rock, firs, an autumn tree, a meadow. `blender -b -P landscape.py -- OUT.png`"""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy  # noqa: E402
from mathutils import Euler, Vector, noise  # noqa: E402

from scene import Material, camera, copy_of, empty_scene, mesh, render, tube  # noqa: E402

scene = empty_scene(11)
HAZE = (0.40, 0.50, 0.68)


def hazy(material, range_=620.0):
    """Aerial perspective: the further, the more of the sky's own light."""
    distance = material.node("CameraData", out=2)
    clear = material.math("POWER", math.e, material.math("MULTIPLY", distance, -1 / range_))
    air = material.node("Emission", {"Color": HAZE, "Strength": 0.85})
    both = material.node("MixShader", {0: clear, 1: air, 2: material.shader.outputs[0]})
    material.tree.links.new(both, material.tree.nodes["Material Output"].inputs["Surface"])
    return material


def smooth(a, b, t):
    t = min(max((t - a) / (b - a), 0), 1)
    return t * t * (3 - 2 * t)


def shore(x, y):
    """Height above the water: a meadow before the lake, forest beside and behind it, mountains after that."""
    near = 1.5 * smooth(15 + 4 * noise.noise((x * .06, 3, 1)) + 0.10 * x, 2, y)
    wide = abs(x + 6 - 0.10 * y + 9 * noise.noise((y * .03, 8, x * .01)))
    sides = 16 * smooth(14 + 0.16 * y, 90 + 0.2 * y, wide)
    back = 9 * smooth(112, 170, y + 9 * noise.noise((x * .03, 5, 2)))
    ripple = 0.9 * noise.fractal((x * .07, y * .07, 1), 1.0, 2.0, 4)
    ground = max(near, sides, back)
    return ground - 0.5 + ripple * min(ground, 1)


def mountains(x, y):
    ridge = noise.ridged_multi_fractal((x * .0085 + 3.1, y * .0085 + 1.7, 0.4), 0.95, 2.1, 8, 0.95, 2.0)
    peak = 62 * math.exp(-((x - 30) / 62) ** 2 - ((y - 330) / 70) ** 2) + 46 * math.exp(-((x + 88) / 60) ** 2 - ((y - 310) / 60) ** 2) \
        + 40 * math.exp(-((x - 150) / 60) ** 2 - ((y - 300) / 70) ** 2)
    return (20 * ridge + peak * (0.75 + 0.22 * ridge)) * smooth(150, 290, y) - 2


def ground(name, at, xs, ys, material):
    columns, rows = len(xs), len(ys)
    vertices = [(x * w, y, at(x * w, y)) for y in ys for w in (1 + y / 60,) for x in xs]
    faces = [(j * columns + i, j * columns + i + 1, (j + 1) * columns + i + 1, (j + 1) * columns + i) for j in range(rows - 1) for i in range(columns - 1)]
    return mesh(name, vertices, faces, material)


def steps(a, b, n, power=1.0):
    return [a + (b - a) * (k / (n - 1)) ** power for k in range(n)]


meadow = Material("meadow", roughness=0.95)
meadow.set(color=meadow.ramp(meadow.noise(0.25, detail=8), (0.35, (0.055, 0.075, 0.02)), (0.5, (0.12, 0.125, 0.035)), (0.65, (0.22, 0.17, 0.07))))
ground("shore", shore, steps(-36, 36, 260), steps(-3, 235, 300, 1.6), hazy(meadow))

rock = Material("rock", roughness=0.95)
place = rock.node("NewGeometry", out=0)
up = rock.node("SeparateXYZ", {"Vector": rock.node("NewGeometry", out=1)}, out=2)
high = rock.math("MULTIPLY", rock.node("SeparateXYZ", {"Vector": place}, out=2), 1 / 90)
rough = rock.node("TexNoise", {"Vector": place, "Scale": 0.09, "Detail": 12, "Roughness": 0.65})
stone = rock.ramp(rough, (0.35, (0.10, 0.085, 0.08)), (0.5, (0.20, 0.175, 0.16)), (0.65, (0.30, 0.27, 0.25)))
green = rock.ramp(rock.math("ADD", high, rock.math("MULTIPLY", rough, 0.5)), (0.48, (0.035, 0.06, 0.025)), (0.62, (0.09, 0.09, 0.035)))
forest = rock.ramp(rock.math("ADD", high, rock.math("MULTIPLY", rough, 0.5)), (0.56, (1, 1, 1)), (0.70, (0, 0, 0)))
snow_line = rock.math("ADD", rock.math("MULTIPLY", high, 0.75), rock.math("ADD", rock.math("MULTIPLY", up, 0.55), rock.math("MULTIPLY", rough, 0.5)))
snow = rock.ramp(snow_line, (0.98, (0, 0, 0)), (1.06, (1, 1, 1)))
rock.set(color=rock.mix(snow, rock.mix(forest, stone, green), (0.82, 0.85, 0.9))).bump(rough, 0.6, 3.0)
ground("mountains", mountains, steps(-60, 60, 420), steps(150, 420, 360), hazy(rock))

water = Material("water", color=(0.012, 0.035, 0.042), roughness=0.03, specular=0.6)
waves = water.node("TexNoise", {"Vector": water.node("Mapping", {"Vector": water.node("TexCoord", out="Object"), "Scale": (0.22, 1.1, 1)}), "Scale": 1.6, "Detail": 3})
water.bump(waves, 0.045, 0.25)
mesh("lake", [(-300, -10, 0), (300, -10, 0), (300, 300, 0), (-300, 300, 0)], [(0, 1, 2, 3)], hazy(water, 900), smooth=False)


def conifer(name, height, seed, material):
    """Whorls of drooping branches, each a row of tufts."""
    dice = random.Random(seed)
    vertices, faces = [], []

    def triangle(a, b, c):
        faces.append((len(vertices), len(vertices) + 1, len(vertices) + 2))
        vertices.extend((a, b, c))

    for k in range(5):
        a, b = k * 2 * math.pi / 5, (k + 1) * 2 * math.pi / 5
        triangle((.02 * height * math.cos(a), .02 * height * math.sin(a), 0), (.02 * height * math.cos(b), .02 * height * math.sin(b), 0), (0, 0, height))
    whorls = 34
    for w in range(whorls):
        t = 0.07 + 0.93 * w / whorls
        reach = height * 0.21 * (1 - t) ** 0.85 * dice.uniform(.8, 1.15) + .03 * height * (1 - t)
        for b in range(8):
            turn = dice.random() * 2 * math.pi
            out, side = Vector((math.cos(turn), math.sin(turn), 0)), Vector((-math.sin(turn), math.cos(turn), 0))
            length = reach * dice.uniform(.75, 1.15)
            for n in range(9):
                s = (n + 0.5) / 9
                spot = Vector((0, 0, t * height)) + out * length * s - Vector((0, 0, length * (0.30 * s * s + .12 * s)))
                size = length * (0.34 - 0.18 * s) * dice.uniform(.8, 1.3)
                lean = side * (1 if n % 2 else -1) * size + out * size * 0.7 - Vector((0, 0, size * dice.uniform(.1, .6)))
                triangle(spot - out * size * .35, spot + out * size * .35, spot + lean)
    return mesh(name, vertices, faces, material, smooth=False)


needles = Material("needles", roughness=0.7)
tint = needles.node("ObjectInfo", out=4)
needles.set(color=needles.ramp(tint, (0.0, (0.018, 0.042, 0.018)), (0.6, (0.035, 0.065, 0.022)), (1.0, (0.075, 0.09, 0.025))))
hazy(needles)
firs = [conifer("fir%d" % k, 1.0, k, needles) for k in range(4)]
for fir in firs:
    fir.location = (0, 0, -60)
planted = 0
while planted < 2600:
    y = 22 + 190 * random.random() ** 0.8
    x = random.uniform(-36, 36) * (1 + y / 60)
    z = shore(x, y)
    if z < 0.5 or noise.noise((x * .05, y * .05, 7)) < -0.25 and y < 100:
        continue
    tall = random.uniform(3.6, 7.6) * (0.55 + 0.45 * smooth(0.4, 3, z))
    copy_of(random.choice(firs), (x, y, z - 0.1), (0, 0, random.random() * 6.3), (tall * .95, tall * .95, tall))
    planted += 1

bark = Material("bark", color=(0.075, 0.05, 0.035), roughness=0.9)
autumn = Material("autumn", roughness=0.5)
shade = autumn.node("TexNoise", {"Vector": autumn.node("TexCoord", out="Object"), "Scale": 0.9, "Detail": 6, "Roughness": 0.7})
gold = autumn.ramp(shade, (0.32, (0.42, 0.045, 0.012)), (0.46, (0.72, 0.17, 0.015)), (0.60, (0.85, 0.42, 0.03)), (0.7, (0.40, 0.34, 0.03)))
autumn.set(color=gold).translucent(gold, 0.45)


def broadleaf(place, height, seed):
    dice = random.Random(seed)
    base = Vector(place)
    crown = base + Vector((0, 0, height * 0.62))
    tube("trunk", [base - Vector((0, 0, .3)), base + Vector((.06, 0, height * .25)), base + Vector((-.05, .05, height * .8))], height * .03, bark, taper=.25)
    vertices, faces = [], []
    for _ in range(30):
        way = Vector((dice.gauss(0, 1), dice.gauss(0, 1), dice.gauss(0, 1))).normalized()
        middle = crown + Vector((way.x * height * .25, way.y * height * .25, way.z * height * .30)) * dice.uniform(.35, 1)
        tube("limb", [base + Vector((0, 0, height * .3)), base.lerp(middle, .6) + Vector((0, 0, height * .08)), middle], height * .009, bark, taper=.2)
        ball = height * dice.uniform(.08, .14)
        for _ in range(520):
            spot = middle + Vector((dice.gauss(0, .5), dice.gauss(0, .5), dice.gauss(0, .42))) * ball
            turn = Euler((dice.uniform(-1, 1), dice.uniform(-1, 1), dice.random() * 6.3)).to_matrix()
            size = height * .011 * dice.uniform(.7, 1.3)
            first = len(vertices)
            vertices.extend(spot + turn @ Vector(c) * size for c in ((0, -1, 0), (.75, 0, .15), (0, 1.2, 0), (-.75, 0, .15)))
            faces.append((first, first + 1, first + 2, first + 3))
    mesh("crown", vertices, faces, autumn, smooth=False)


broadleaf((-5.3, 9.5, shore(-5.3, 9.5)), 6.2, 3)
broadleaf((-9.5, 15.0, shore(-9.5, 15.0)), 5.0, 4)

grass = Material("grass", roughness=0.6)
where = grass.node("TexNoise", {"Vector": grass.node("TexCoord", out="Object"), "Scale": 0.8, "Detail": 5})
blade_color = grass.ramp(where, (0.35, (0.05, 0.10, 0.018)), (0.55, (0.16, 0.19, 0.035)), (0.68, (0.34, 0.27, 0.09)))
grass.set(color=blade_color).translucent(blade_color, 0.4)
vertices, faces = [], []
for _ in range(90000):
    y = 0.2 + 17 * random.random() ** 1.5
    x = random.uniform(-1, 1) * (1.2 + 0.62 * (y + 2))
    z = shore(x, y)
    if z < 0.02:
        continue
    turn, tall, lean = random.random() * 6.3, random.uniform(.10, .34) * (0.7 + 0.6 * noise.noise((x, y, 0))), random.uniform(.0, .16)
    dx, dy, wide = math.cos(turn), math.sin(turn), 0.006 + 0.0006 * y
    first = len(vertices)
    vertices += [(x - dy * wide, y + dx * wide, z - .02), (x + dy * wide, y - dx * wide, z - .02), (x + dx * lean * .35 + dy * wide * .7, y + dy * lean * .35 - dx * wide * .7, z + tall * .6),
                 (x + dx * lean * .35 - dy * wide * .7, y + dy * lean * .35 + dx * wide * .7, z + tall * .6), (x + dx * lean, y + dy * lean, z + tall)]
    faces += [(first, first + 1, first + 2, first + 3), (first + 3, first + 2, first + 4)]
mesh("grass", vertices, faces, grass, smooth=False)


def flowers(name, color, count, seed):
    dice = random.Random(seed)
    petal = Material(name, color=color, roughness=0.5)
    petal.translucent(color, 0.4)
    vertices, faces = [], []
    while count:
        y = 0.4 + 12 * dice.random() ** 1.4
        x = dice.uniform(-1, 1) * (1.0 + 0.62 * (y + 2))
        if shore(x, y) < 0.25 or noise.noise((x * .9, y * .9, seed * 5)) < 0.16:
            continue
        count -= 1
        head = Vector((x, y, shore(x, y) + dice.uniform(.16, .34)))
        tilt = Euler((dice.uniform(-.2, .9), dice.uniform(-.4, .4), 0)).to_matrix()
        size = dice.uniform(.028, .048)
        for k in range(7):
            a, b = k * 2 * math.pi / 7, (k + .9) * 2 * math.pi / 7
            first = len(vertices)
            vertices.extend(head + tilt @ Vector(p) * size for p in ((0, 0, 0), (math.cos(a), math.sin(a), .3), (1.15 * math.cos((a + b) / 2), 1.15 * math.sin((a + b) / 2), .25), (math.cos(b), math.sin(b), .3)))
            faces.append((first, first + 1, first + 2, first + 3))
    mesh(name, vertices, faces, petal, smooth=False)


flowers("poppies", (0.72, 0.035, 0.02), 150, 1)
flowers("bells", (0.20, 0.11, 0.62), 170, 2)
flowers("daisies", (0.86, 0.84, 0.78), 150, 3)
flowers("buttercups", (0.85, 0.60, 0.03), 170, 4)

SUN = Euler((math.radians(66), 0, math.radians(-52)))
world = bpy.data.worlds.new("sky")
scene.world = world
world.use_nodes = True
nodes, links = world.node_tree.nodes, world.node_tree.links


def node(kind, inputs=None, out=0, **properties):
    made = nodes.new("ShaderNode" + kind)
    for key, value in properties.items():
        setattr(made, key, value)
    for key, value in (inputs or {}).items():
        if isinstance(value, bpy.types.NodeSocket):
            links.new(value, made.inputs[key])
        else:
            made.inputs[key].default_value = value
    return made.outputs[out]


sky = node("TexSky", sky_type="NISHITA", sun_disc=False, sun_elevation=math.radians(24), sun_rotation=math.radians(-128), altitude=900, air_density=1.0, dust_density=1.6)
way = node("TexCoord", out=0)
split = nodes.new("ShaderNodeSeparateXYZ")
links.new(way, split.inputs[0])
lift = node("Math", {0: split.outputs[2], 1: 0.10}, operation="ADD")
flat = node("CombineXYZ", {0: node("Math", {0: split.outputs[0], 1: lift}, operation="DIVIDE"), 1: node("Math", {0: split.outputs[1], 1: lift}, operation="DIVIDE")})
puffs = node("TexNoise", {"Vector": node("Mapping", {"Vector": flat, "Scale": (0.55, 1.0, 1.0), "Location": (4.2, 1.3, 0)}), "Scale": 1.1, "Detail": 9, "Roughness": 0.56, "Distortion": 0.35})
cover = nodes.new("ShaderNodeValToRGB")
links.new(puffs, cover.inputs[0])
cover.color_ramp.elements[0].position, cover.color_ramp.elements[1].position = 0.47, 0.68
shade = nodes.new("ShaderNodeValToRGB")
links.new(puffs, shade.inputs[0])
for element, (spot, color) in zip(shade.color_ramp.elements, ((0.50, (6.2, 5.0, 4.1, 1)), (0.78, (2.6, 2.4, 2.6, 1)))):
    element.position, element.color = spot, color
clouded = node("MixRGB", {"Fac": cover.outputs[0], "Color1": sky, "Color2": shade.outputs[0]})
background = nodes["Background"]
links.new(clouded, background.inputs[0])
background.inputs[1].default_value = 0.19

sun = bpy.data.lights.new("sun", "SUN")
sun.energy, sun.color, sun.angle = 4.6, (1.0, 0.80, 0.56), math.radians(0.6)
lamp = bpy.data.objects.new("sun", sun)
lamp.rotation_euler = SUN
scene.collection.objects.link(lamp)
camera((0.4, -2.6, 2.75), (0.2, 30, 4.4), 30, stop=1.4, focus=(-5.3, 9.5, 3))
render(exposure=-0.05, look="High Contrast")
