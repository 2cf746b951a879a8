import endpoints
from couchbase_analytics.cluster import Cluster
from couchbase_analytics.credential import Credential
from couchbase_columnar.cluster import Cluster as Columnar
from couchbase_columnar.credential import Credential as ColumnarCredential

analytics = Cluster.create_instance(endpoints.ANALYTICS, Credential.from_username_and_password("a", "b"))
columnar = Columnar.create_instance(endpoints.COLUMNAR, ColumnarCredential.from_username_and_password("a", "b"))
print(analytics.execute_query("SELECT 1").get_all_rows(), columnar.execute_query("SELECT 1").get_all_rows())
