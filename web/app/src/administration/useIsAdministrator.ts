import { AdministersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// useAdministers says whether the viewer administers the installation; not until that is known.
export const useAdministers = () => useQuery(AdministersDocument, {}).data?.viewer.managesAccounts ?? false
