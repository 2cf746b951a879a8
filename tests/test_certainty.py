"""What is taken for certain of data: each row is Python that ends with a condition, and Python says whether it holds.

Where the linter looks at one branch of the condition alone, it has to be the one that Python takes.
"""

from __future__ import annotations

import ast

import pytest

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

#: The programs; what stands before the last line of each prepares its condition.
ROWS = """
x=[]
x==[]
---
x={}
x=={}
---
x=[1]
x==[1]
---
x=[1,2]
y=[1,2]
x==y
---
x={"a":1}
x=={"a":1}
---
x={1}
x=={1}
---
x=(1,)
x==(1,)
---
x=([],)
x==([],)
---
x=[]
x!=[]
---
x=[[]]
[] in x
---
x=[(1,2)]
(1,2) in x
---
x=[[1]]
x.count([1])==1
---
x={"a":[]}
x["a"]==[]
---
x=list()
x==[]
---
x=dict()
x=={}
---
x=set()
x==set()
---
x=""
x==""
---
x=[]
y=x
x is y
---
x=[]
x is []
---
class A:
    pass
A()==A()
---
n=0
for i in [1,2,3,4,5,6,7,8,9,10]:
    n+=1
n==10
---
n=0
for i in (1,2,3,4,5,6,7,8,9,10):
    n+=i
n==55
---
n=[]
for i in [1,2,3,4,5,6,7,8,9,10]:
    n.append(i)
len(n)==10
---
n=None
for i in "abcdefghijkl":
    n=i
n=="l"
---
n=False
for i in [1,2,3,4,5,6,7,8,9,10]:
    if i==10:
        n=True
n
---
n=None
for i in [1,2,3,4,5,6,7,8,9,10]:
    if i==9:
        n=i
        break
n==9
---
n=None
for i in ["a","b","c","d","e","f","g","h","i","j"]:
    if i=="j":
        n=i
n is not None
---
n={}
for i in ["a","b","c","d","e","f","g","h","i","j"]:
    n[i]=1
"j" in n
---
n=[i for i in [1,2,3,4,5,6,7,8,9,10] if i==10]
bool(n)
---
n=any(i==10 for i in [1,2,3,4,5,6,7,8,9,10])
n
---
n=10 in [1,2,3,4,5,6,7,8,9,10]
n
---
n={i:1 for i in [1,2,3,4,5,6,7,8,9,10]}
10 in n
---
n=0
for k,v in {"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10}.items():
    n=v
n==10
---
x=[1]
y=x
y.append(2)
len(x)==2
---
x=[1]
z={"k":x}
z["k"].append(2)
len(x)==2
---
x=[1]
z=[x]
z[0].append(2)
len(x)==2
---
x=[1]
def f(v):
    v.append(2)
f(x)
len(x)==2
---
x={}
def f(v):
    v["a"]=1
f(x)
"a" in x
---
x=[1]
class A:
    pass
a=A()
a.x=x
a.x.append(2)
len(x)==2
---
x=[1]
for y in [x]:
    y.append(2)
len(x)==2
---
x=[1]
f=x.append
f(2)
len(x)==2
---
x=[3,1]
x.sort()
x[0]==1
---
x=[1,2]
import random
random.shuffle(x)
len(x)==2
---
x=[3,1]
x.sort(reverse=True)
x[0]==3
---
x=["b","a"]
y=sorted(x)
y==["a","b"]
---
x=sorted(["b","a"])[0]
x=="a"
---
x=["b","a"]
first_=min(x)
first_=="a"
---
x=list(set(["a","a"]))
len(x)==1
---
x=set(["a","a"])
len(x)==1
---
x=len({"a","a"})
x==1
---
x=[None]*20
len(x)==20
---
x=[0]*3
len(x)==3
---
n=3
x=[0]*n
len(x)==3
---
x=[]
x+=[1]*20
len(x)==20
---
x=[1,2,3]
x[::2]=[8,9]
x[2]==9
---
x=[1,2,3]
y=x[::-1]
y[0]==3
---
it=iter([1,2])
a=next(it)
b=next(it)
b==2
---
it=iter([1])
a=next(it)
b=next(it,None)
b is None
---
it=iter(["x"])
a=next(it)
b=next(it,None)
b is None
---
g=(i for i in [1,2])
a=next(g)
b=next(g)
b==2
---
def g():
    yield 1
    yield 2
it=g()
a=next(it)
b=next(it)
b==2
---
for n,i in enumerate(["a"],1):
    pass
n==1
---
for n,i in enumerate(["a"],start=1):
    pass
n==1
---
x=dict(enumerate(["a"],1))
1 in x
---
x=dict(a=1)
y={**x,"b":2}
len(y)==2
---
x={"a":1,"a":2}
len(x)==1
---
x=[1,2]
x[5:]=[3]
len(x)==3
---
x=[1,2]
del x[:]
not x
---
x=[1,2]
x.clear()
not x
---
x=[1,2]
x[:]=[]
not x
---
d={"a":1}
e=d.copy()
e["b"]=1
"b" in d
---
d={}
d.setdefault("a",[]).append(1)
len(d["a"])==1
---
d={}
d["a"]=d.get("a",0)+1
d["a"]==1
---
from collections import defaultdict
d=defaultdict(list)
d["a"].append(1)
bool(d["a"])
---
from collections import defaultdict
d=defaultdict(list)
d["a"].append(1)
len(d)==1
---
s="a"
s=s.replace("a","b")
s=="b"
---
x=1
x=x if x else 2
x==1
---
def f(*a):
    return len(a)
f(*[1,2,3])==3
---
def f(**k):
    return len(k)
f(**{"a":1})==1
---
def f(a,/,b):
    return a-b
f(3,b=1)==2
---
def f(a=1,b=2):
    return a-b
f(b=5)==-4
---
class A:
    n=0
    def up(self):
        A.n+=1
A().up()
A().up()
A.n==2
---
class A:
    items=[]
    def add(self,i):
        self.items.append(i)
A().add(1)
A().add(2)
len(A.items)==2
---
class A:
    def __init__(self):
        self.items=[]
    def add(self,i):
        self.items.append(i)
a=A()
a.add(1)
a.add(2)
len(a.items)==2
"""

PROGRAM = """\
from couchbase.bucket import Bucket

{prepared}
first = Bucket("couchbase://localhost/x", password="secret")
if {condition}:
    first._close()
print(first.get("k").value)
"""


def takes(prepared: str, condition: str) -> bool:
    """Report whether the linter follows the branch of a condition that holds."""
    text = PROGRAM.format(prepared=prepared, condition=condition)
    return any(each.code == "CB302" for each in lint(ast.parse(text), Settings()))


@pytest.mark.parametrize("row", [each.strip() for each in ROWS.split("---\n")], ids=lambda row: row.replace("\n", "; "))
def test_the_branch_that_python_takes_is_followed(row: str) -> None:
    prepared, _, condition = row.rpartition("\n")
    names: dict[str, object] = {}
    exec(f"{prepared}\nholds = bool({condition})", names)
    assert takes(prepared, condition if names["holds"] else f"not ({condition})")


@pytest.mark.parametrize(
    "statement",
    [
        "for i in range(10_000_000_000_000_000_000_000): pass",
        f"text = f'{{0x{'f' * 5000}}}'",
        f"text = str(0x{'f' * 5000})",
        f"text = '%s' % 0x{'f' * 5000}",
        f"text = '{{}}'.format(0x{'f' * 5000})",
        f"text = ','.join([0x{'f' * 5000}])",
    ],
)
def test_no_number_is_too_long(statement: str) -> None:
    assert takes(f"{statement}\ntext = ''", "not text")
