"""The generated client: every module is imported, then it decides and reads."""

import importlib
import os
import pathlib
import sys
import uuid

import docket_client
from docket_client import ApiClient, ApiException, Configuration
from docket_client.api.decisions_api import DecisionsApi
from docket_client.models import Customer, Line, Order, OrderSnapshot


def check(name, body):
    try:
        body()
        print(f"ok python {name}")
        return True
    except Exception as problem:  # whatever goes wrong is what the check found
        print(f"not ok python {name}: {problem}")
        return False


def imports_every_module():
    root = pathlib.Path(docket_client.__file__).parent
    for file in sorted(root.rglob("*.py")):
        module = ".".join(file.relative_to(root.parent).with_suffix("").parts)
        importlib.import_module(module.removesuffix(".__init__"))


def api(key):
    return DecisionsApi(ApiClient(Configuration(host=os.environ["DOCKET_URL"], access_token=key)))


def snapshot():
    request_id = str(uuid.uuid4())
    line = Line(lineId="1", itemId="BOLT-M8", orderedQty=10, unitPrice=10)
    order = Order(
        orderId=f"SO-{request_id}", currency="USD", createdAt="2026-03-02T10:00:00+01:00", netAmount=100, lines=[line]
    )
    return OrderSnapshot(requestId=request_id, checkpoint="ENTRY", order=order, customer=Customer(customerId="C-100"))


def decides_with_its_api_key_and_decides_the_same_again():
    order = snapshot()
    assert api(os.environ["DOCKET_KEY"]).decide(order).status == "NEW"
    assert api(os.environ["DOCKET_KEY"]).decide(order).status == "DUPLICATE"


def is_refused_without_a_key():
    try:
        api(None).decide(snapshot())
    except ApiException as refused:
        assert refused.status == 401, refused.status
        return
    raise AssertionError("a caller without a key was let in")


CHECKS = (imports_every_module, decides_with_its_api_key_and_decides_the_same_again, is_refused_without_a_key)
results = [check(body.__name__, body) for body in CHECKS]
sys.exit(0 if all(results) else 1)
