"""What can be chosen: Specs, names, bindings, the Platform; arithmetic that two rooms share. No jsii."""
