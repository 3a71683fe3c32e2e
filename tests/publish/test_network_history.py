"""What is kept of lists of plans while their history is written."""

from directory.publish.network_history import _SourceReader
from directory.store.imports.database import Imports


def test_a_network_that_many_lists_name_is_kept_once(sample_data):
    reader = _SourceReader("sample", [], {}, {}, set())
    with Imports(sample_data.imports_db) as imports:
        reader.read_plans(imports)
    named = [network for past_list in reader.plans.values() for network in past_list.networks]
    assert len({id(network) for network in named}) == len(set(named)) < len(named)
