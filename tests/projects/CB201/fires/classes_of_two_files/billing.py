"""Write the bills of the month."""
import erp.customers
import erp.invoices

customers = erp.customers.Customers()
invoices = erp.invoices.Invoices(customers)  # CB201

for number, total in ((7, 12.5), (9, 80.0)):
    invoices.write(number, total)
