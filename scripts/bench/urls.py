"""The product's URL table with the yardsticks beside it."""

from leanplan.urls import urlpatterns as product
from scripts.bench.yardsticks import address

urlpatterns = [*product, *address]
