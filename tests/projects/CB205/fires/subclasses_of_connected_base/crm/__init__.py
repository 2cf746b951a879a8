from .customers import CustomerDao
from .invoices import InvoiceDao
